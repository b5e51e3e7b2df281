import { expect, test } from 'vitest'
import { latencyOf, PLAYER_PROPS } from './player-props.ts'

test("the defaults of a phone are cut down to the preview's delay", () => {
  expect(latencyOf(PLAYER_PROPS)).toEqual({ targetSeconds: 0.6, maxSeconds: 1.1 })
})

test('a page that asks for less gets less', () => {
  expect(latencyOf({ minCache: 0.2, maxCache: 0.8 })).toEqual({ targetSeconds: 0.2, maxSeconds: 0.8 })
})
