import { expect, test } from 'vitest'
import { PcmClock } from './pcm-clock.ts'

test('sound that comes on time is taken as it is', () => {
  const clock = new PcmClock(48_000, 1_000)
  clock.advance(4_800)
  expect(clock.nextMs).toBe(1_100)
  expect(clock.missing(1_120)).toBe(0)
  expect(clock.isAhead(1_120)).toBe(false)
})

test('a microphone that is late or stalls is filled up with silence', () => {
  const clock = new PcmClock(48_000, 1_000)
  expect(clock.missing(1_500)).toBe(24_000)
  clock.advance(24_000)
  expect(clock.missing(1_500)).toBe(0)
})

test('a sound card that runs fast is held back', () => {
  const clock = new PcmClock(48_000, 0)
  clock.advance(48_000)
  expect(clock.isAhead(700)).toBe(true)
  expect(clock.isAhead(800)).toBe(false)
})
