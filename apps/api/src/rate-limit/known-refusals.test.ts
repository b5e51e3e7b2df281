import { expect, test } from 'vitest'
import { KnownRefusals } from './known-refusals.ts'

const MINUTE_MS = 60_000

test('a refusal is known until its time, and not a millisecond longer', () => {
  const refusals = new KnownRefusals(MINUTE_MS)
  refusals.remember('a', 1_000)
  expect(refusals.untilMs('a', 999)).toBe(1_000)
  expect(refusals.untilMs('b', 999)).toBeUndefined()
  expect(refusals.untilMs('a', 1_000)).toBeUndefined()
  expect(refusals.untilMs('a', 999)).toBeUndefined()
})

test('a clock that was set back does not make it longer', () => {
  const refusals = new KnownRefusals(MINUTE_MS)
  refusals.remember('a', 100 * MINUTE_MS)
  expect(refusals.untilMs('a', 98 * MINUTE_MS)).toBeUndefined()
})

test('50,000 keys do not fill the memory: the oldest are forgotten', () => {
  const refusals = new KnownRefusals(MINUTE_MS)
  for (let key = 0; key < 50_000; key++) refusals.remember(String(key), MINUTE_MS)
  const known = Array.from({ length: 20_000 }, (_, back) => String(49_999 - back)).filter(
    (key) => refusals.untilMs(key, 0) !== undefined,
  )
  expect(known).toHaveLength(10_000)
  expect(known.at(-1)).toBe('40000')
})
