import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../storage/database.ts'
import { manualClock } from '../testing/manual-clock.ts'
import { openTestStore, rowsOf } from '../testing/test-store.ts'
import { type LimitedUse, RateLimiter } from './rate-limiter.ts'

const START_MS = Date.UTC(2026, 10, 25)
const MINUTE_MS = 60_000

let database: Database
let keys = 0
beforeAll(async () => {
  database = await openTestStore()
})
afterAll(() => database.close())

const newUse = (times: number): LimitedUse => ({ name: 'unit', by: `key-${keys++}`, times })
const openNode = (startMs = START_MS) => {
  const clock = manualClock(startMs)
  return { clock, limiter: new RateLimiter({ database, clock }) }
}

/** Whether a use was allowed; else the seconds after which it is worth another try. */
const take = (limiter: RateLimiter, use: LimitedUse): Promise<true | number> =>
  limiter.take(use).then(
    () => true as const,
    (error: { code: string; headers: Record<string, string> }) => {
      expect(error.code).toBe('rate_limited')
      return Number(error.headers['retry-after'])
    },
  )

describe('a limit', () => {
  test('holds in every minute, wherever it begins, and refuses nothing that fits: over random times and two nodes', async () => {
    const moves = fc.array(fc.tuple(fc.nat({ max: 25_000 }), fc.nat({ max: 1 })), {
      minLength: 1,
      maxLength: 40,
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), moves, async (times, list) => {
        const clock = manualClock(START_MS)
        const nodes = [new RateLimiter({ database, clock }), new RateLimiter({ database, clock })]
        const use = newUse(times)
        const allowed: number[] = []
        for (const [ms, node] of list) {
          clock.advance(ms)
          const fits = allowed.filter((at) => at > clock() - MINUTE_MS).length < times
          const result = await take(nodes[node] ?? new RateLimiter({ database, clock }), use)
          expect(result === true).toBe(fits)
          if (result === true) allowed.push(clock())
        }
      }),
      { numRuns: 60 },
    )
  })

  test('tells the second from which on one more fits', async () => {
    const { clock, limiter } = openNode()
    const use = newUse(2)
    await limiter.take(use)
    clock.advance(10_500)
    await limiter.take(use)
    clock.advance(1_000)
    expect(await take(limiter, use)).toBe(49)
    clock.advance(49_000)
    expect(await take(limiter, use)).toBe(true)
    expect(await take(limiter, use)).toBe(10)
  })

  test('lets through exactly so many of 200 at once', async () => {
    const { limiter } = openNode()
    const use = newUse(7)
    const results = await Promise.all(Array.from({ length: 200 }, () => take(limiter, use)))
    expect(results.filter((result) => result === true)).toHaveLength(7)
  })

  test('of one does not touch another, nor the same person’s other limits', async () => {
    const { limiter } = openNode()
    const use = newUse(1)
    await limiter.take(use)
    expect(await take(limiter, use)).toBe(60)
    expect(await take(limiter, { ...use, name: 'other' })).toBe(true)
    expect(await take(limiter, newUse(1))).toBe(true)
  })

  test('counts nothing that its transaction takes back', async () => {
    const { limiter } = openNode()
    const use = newUse(1)
    const undone = database.transaction(async (tx) => {
      await limiter.take(use, tx)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await take(limiter, use)).toBe(true)
  })

  test('costs a flood no statement once it is known to be reached', async () => {
    const statements: string[] = []
    const counting: Database = {
      ...database,
      query(statement, values) {
        statements.push(statement.name)
        return database.query(statement, values)
      },
    }
    const limiter = new RateLimiter({ database: counting, clock: manualClock(START_MS) })
    const use = newUse(1)
    for (let floods = 0; floods < 1_000; floods++) await take(limiter, use)
    expect(statements).toEqual(['rate-window-take', 'rate-window-take', 'rate-window-hits'])
  })

  test('keeps no more times than it allows, however long it is used', async () => {
    const { clock, limiter } = openNode()
    const use = newUse(3)
    for (let uses = 0; uses < 50; uses++) {
      await take(limiter, use)
      clock.advance(7_000)
    }
    const [row] = await rowsOf<{ count: number }>(
      database,
      'select cardinality(hits) as count from rate_windows where key = $1',
      [`unit ${use.by}`],
    )
    expect(row?.count).toBeLessThanOrEqual(3)
  })
})

describe('a clock that jumps', () => {
  test('an hour ahead and back leaves nobody out for longer than a minute', async () => {
    const { clock, limiter } = openNode(START_MS + 3_600_000)
    const use = newUse(1)
    await limiter.take(use)
    expect(await take(limiter, use)).toBe(60)
    clock.set(START_MS)
    expect(await take(limiter, use)).toBe(true)
    expect(await take(limiter, use)).toBe(60)
  })

  test('of one node by a second, ahead of another, does not open a second allowance', async () => {
    const [ahead, behind] = [openNode(START_MS + 1_000), openNode(START_MS)]
    const use = newUse(1)
    await ahead.limiter.take(use)
    expect(await take(behind.limiter, use)).toBe(61)
  })
})
