import { expect, test } from 'vitest'
import { ShortMemory } from './short-memory.ts'

const MINUTE_MS = 60_000

test('a key is known until its time, and not a millisecond longer', () => {
  const memory = new ShortMemory(MINUTE_MS)
  memory.remember('a', 1_000)
  expect(memory.untilMs('a', 999)).toBe(1_000)
  expect(memory.untilMs('b', 999)).toBeUndefined()
  expect(memory.untilMs('a', 1_000)).toBeUndefined()
  expect(memory.untilMs('a', 999)).toBeUndefined()
})

test('a clock that was set back does not make it longer', () => {
  const memory = new ShortMemory(MINUTE_MS)
  memory.remember('a', 100 * MINUTE_MS)
  expect(memory.untilMs('a', 98 * MINUTE_MS)).toBeUndefined()
})

test('a key can be forgotten before its time', () => {
  const memory = new ShortMemory(MINUTE_MS)
  memory.remember('a', MINUTE_MS)
  memory.forget('a')
  expect(memory.untilMs('a', 0)).toBeUndefined()
})

test('50,000 keys do not fill the memory: the oldest are forgotten', () => {
  const memory = new ShortMemory(MINUTE_MS)
  for (let key = 0; key < 50_000; key++) memory.remember(String(key), MINUTE_MS)
  const known = Array.from({ length: 20_000 }, (_, back) => String(49_999 - back)).filter(
    (key) => memory.untilMs(key, 0) !== undefined,
  )
  expect(known).toHaveLength(10_000)
  expect(known.at(-1)).toBe('40000')
})
