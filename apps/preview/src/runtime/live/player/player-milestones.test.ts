import { expect, test } from 'vitest'
import { PlayerMilestones, type PlayerStep } from './player-milestones.ts'

const codesOf = (...steps: PlayerStep[]) => {
  const codes: number[] = []
  const milestones = new PlayerMilestones((code) => codes.push(code))
  for (const step of steps) milestones.reach(step)
  return codes
}

test('a connection tells its steps in the order of a phone', () => {
  expect(codesOf('connected', 'begun', 'resolution', 'packet', 'playing', 'frame')).toEqual([
    2001, 2002, 2009, 2003, 2004, 2032,
  ])
})

test('a frame that is seen before the playing event tells it first, and only once', () => {
  expect(codesOf('connected', 'begun', 'resolution', 'packet', 'frame', 'playing')).toEqual([
    2001, 2002, 2009, 2003, 2004, 2032,
  ])
})

test('sound without a picture has no resolution and no first frame', () => {
  expect(codesOf('connected', 'begun', 'playing')).toEqual([2001, 2002, 2003, 2004])
})
