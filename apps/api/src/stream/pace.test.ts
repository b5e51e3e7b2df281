import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../testing/seeded-random.ts'
import { type Pace, paceMs } from './pace.ts'

const ranges: [Pace, least: number, most: number][] = [
  ['stalled', 3_000, 8_000],
  ['interrupted', 2_000, 6_000],
  ['waiting', 5_000, 15_000],
  ['scheduled', 30_000, 60_000],
  ['ended', 20_000, 40_000],
]

test.each(ranges)('%s: whatever chance says, it is a whole number from %i to %i ms', (pace, least, most) => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (bytes) => {
      const ms = paceMs(pace, () => Buffer.from(bytes))
      expect(ms).toSatisfy(Number.isInteger)
      expect(ms).toBeGreaterThanOrEqual(least)
      expect(ms).toBeLessThan(most)
    }),
  )
  expect(paceMs(pace, () => Buffer.alloc(4, 0))).toBe(least)
  expect(paceMs(pace, () => Buffer.alloc(4, 255))).toBe(most - 1)
})

test.each(ranges)(
  '%s: of 10,000 viewers at most one in six comes back in any tenth of the range',
  (pace, least, most) => {
    const random = seededRandom(`pace ${pace}`)
    const tenths = Array<number>(10).fill(0)
    for (let viewer = 0; viewer < 10_000; viewer++) {
      const share = ((paceMs(pace, random) ?? least) - least) / (most - least)
      tenths[Math.floor(share * 10)] = (tenths[Math.floor(share * 10)] ?? 0) + 1
    }
    for (const count of tenths) expect(count).toBeLessThan(10_000 / 6)
    expect(Math.min(...tenths)).toBeGreaterThan(10_000 / 15)
  },
)

test.each(['live', 'over', 'unknown'] as const)('%s: there is nothing to come back for', (pace) => {
  expect(paceMs(pace, seededRandom('pace'))).toBeUndefined()
})
