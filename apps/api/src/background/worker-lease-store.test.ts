import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '../storage/database.ts'
import { openPostgresStore, postgresStores } from '../testing/postgres-store.ts'
import { openTestStore, rowsOf } from '../testing/test-store.ts'
import { workerLeaseStore } from './worker-lease-store.ts'

const stores = [
  ...(['embedded'] as const).map((kind) => ({ kind, open: openTestStore })),
  ...postgresStores.map((kind) => ({ kind, open: openPostgresStore })),
]

describe.each(stores)('a worker’s lease on $kind', ({ kind, open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database?.close())
  beforeEach(() => database.script('truncate worker_leases'))

  const take = (holder: string, leaseMs = 15_000) =>
    workerLeaseStore.take(database, { name: 'work', holder, leaseMs })
  /** Lets time pass for the lease: it was taken and ticked so much earlier. */
  const pass = (ms: number) =>
    rowsOf(
      database,
      `update worker_leases set expires_at = expires_at - make_interval(secs => $1::float8 / 1000),
         worked_at = worked_at - make_interval(secs => $1::float8 / 1000)`,
      [ms],
    )

  test('is one process’s, who renews it, until it has expired', async () => {
    expect(await take('a')).toBeDefined()
    expect(await take('b')).toBeUndefined()
    await pass(14_000)
    expect(await take('a')).toBeDefined()
    await pass(14_000)
    expect(await take('b')).toBeUndefined()
    await pass(2_000)
    expect(await take('b')).toBeDefined()
    expect(await take('a')).toBeUndefined()
  })

  test('goes to exactly one of twenty who want it at once, whether it is new or has expired', async () => {
    for (const round of ['new', 'expired']) {
      const holders = Array.from({ length: 20 }, (_, index) => `${round} ${index}`)
      const taken = await Promise.all(holders.map((holder) => take(holder)))
      expect(taken.filter((holding) => holding !== undefined)).toHaveLength(1)
      await pass(60_000)
    }
  })

  test('tells how long nobody worked: nothing at the very first, little while it is renewed, else the whole gap', async () => {
    expect(await take('a')).toEqual({ restedMs: 0 })
    await workerLeaseStore.worked(database, { name: 'work', holder: 'a', leaseMs: 15_000 })
    const renewed = await take('a')
    expect(renewed?.restedMs).toBeGreaterThanOrEqual(0)
    expect(renewed?.restedMs).toBeLessThan(10_000)
    await pass(300_000)
    const other = await take('b')
    expect(other?.restedMs).toBeGreaterThanOrEqual(300_000)
    expect(other?.restedMs).toBeLessThan(310_000)
  })

  test('that is taken says nothing of the work: until its holder has done it, the gap stays', async () => {
    await take('a')
    await pass(300_000)
    await take('b')
    await pass(20_000)
    expect((await take('c'))?.restedMs).toBeGreaterThanOrEqual(320_000)
    await workerLeaseStore.worked(database, { name: 'work', holder: 'b', leaseMs: 15_000 })
    expect((await take('c'))?.restedMs).toBeGreaterThanOrEqual(320_000)
    await workerLeaseStore.worked(database, { name: 'work', holder: 'c', leaseMs: 15_000 })
    expect((await take('c'))?.restedMs).toBeLessThan(10_000)
  })

  test('that is given back can be taken at once, and only its holder can give it back', async () => {
    await take('a')
    await workerLeaseStore.release(database, { name: 'work', holder: 'b' })
    expect(await take('b')).toBeUndefined()
    await workerLeaseStore.release(database, { name: 'work', holder: 'a' })
    expect(await take('b')).toBeDefined()
  })

  test('of one work says nothing about another', async () => {
    await take('a')
    expect(
      await workerLeaseStore.take(database, { name: 'other', holder: 'b', leaseMs: 1_000 }),
    ).toBeDefined()
  })

  // The embedded store has no clock but its process’s.
  if (kind === 'postgres') {
    test('goes by the database’s clock: a node whose own is years off neither steals nor keeps it', async () => {
      await take('a')
      for (const wrong of [0, Date.UTC(2100)]) {
        vi.useFakeTimers({ toFake: ['Date'], now: wrong })
        expect(await take('b')).toBeUndefined()
        expect(await take('a')).toBeDefined()
        vi.useRealTimers()
      }
      await pass(16_000)
      expect(await take('b')).toBeDefined()
    })
  }
})
