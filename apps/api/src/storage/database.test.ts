import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { rowsOf } from '../testing/test-store.ts'
import { createDatabase, type Database, type Queryable } from './database.ts'
import { openInMemory } from './embedded.ts'
import { PgliteStream } from './pglite-stream.ts'
import { StoreUnavailableError } from './store-error.ts'

let database: Database
/** The connection that is open now, to be broken by a test. */
let connection: PgliteStream | undefined
beforeAll(async () => {
  const connect = PgliteStream.prototype.connect
  vi.spyOn(PgliteStream.prototype, 'connect').mockImplementation(function (this: PgliteStream) {
    connection = this
    return connect.call(this)
  })
  database = await openInMemory()
  await database.script('create table numbers (n integer primary key)')
})
afterAll(() => database.close())
beforeEach(() => database.script('truncate numbers'))

const insert = (on: Queryable, n: number) =>
  on.query({ name: 'insert-number', text: 'insert into numbers (n) values ($1)' }, [n])
const numbers = async () =>
  (await rowsOf<{ n: number }>(database, 'select n from numbers order by n')).map(({ n }) => n)

describe('a transaction', () => {
  test('is committed when its work resolves, and gives its result', async () => {
    const result = await database.transaction(async (tx) => {
      await insert(tx, 1)
      await insert(tx, 2)
      return 'done'
    })
    expect(result).toBe('done')
    expect(await numbers()).toEqual([1, 2])
  })

  test('leaves nothing when its work throws, and the very error comes out', async () => {
    const mistake = new Error('changed my mind')
    const work = database.transaction(async (tx) => {
      await insert(tx, 1)
      throw mistake
    })
    await expect(work).rejects.toBe(mistake)
    expect(await numbers()).toEqual([])
  })

  test('rejects when a failed statement was overlooked: what resolves was committed', async () => {
    const work = database.transaction(async (tx) => {
      await insert(tx, 1)
      await insert(tx, 1).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('nothing was committed')
    expect(await numbers()).toEqual([])
  })

  test('leaves nothing when a statement fails, even if the work goes on', async () => {
    const work = database.transaction(async (tx) => {
      await insert(tx, 1)
      await insert(tx, 1).catch(() => undefined)
      await insert(tx, 2)
    })
    await expect(work).rejects.toMatchObject({ code: '25P02' })
    expect(await numbers()).toEqual([])
  })

  test('that failed leaves a connection that the next one can use, a hundred times', async () => {
    for (let round = 0; round < 100; round++) {
      await expect(database.transaction((tx) => insert(tx, Number.NaN))).rejects.toMatchObject({
        code: '22P02',
      })
      await database.transaction((tx) => insert(tx, round))
    }
    expect(await numbers()).toHaveLength(100)
  })

  test('stands alone among 20 that run at once: no update is lost', async () => {
    await insert(database, 0)
    await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction(async (tx) => {
          const [row] = await rowsOf<{ n: number }>(tx, 'select n from numbers for update')
          await tx.query({ name: 'update-number', text: 'update numbers set n = $1' }, [(row?.n ?? 0) + 1])
        }),
      ),
    )
    expect(await numbers()).toEqual([20])
  })

  test('of 20 at once that fail in turn keeps the others’ work', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        database.transaction(async (tx) => {
          await insert(tx, n)
          if (n % 2 === 1) throw new Error('odd')
        }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(10)
    expect(await numbers()).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
  })
})

describe('a connection that breaks', () => {
  const shutDown = () =>
    Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })

  test('between two statements of a transaction ends neither the process nor the store: it is "not now"', async () => {
    const work = database.transaction(async (tx) => {
      await insert(tx, 1)
      connection?.destroy(shutDown())
      await new Promise((resolve) => setImmediate(resolve))
      await insert(tx, 2)
    })
    await expect(work).rejects.toBeInstanceOf(StoreUnavailableError)
    await database.transaction((tx) => insert(tx, 3))
    expect(await numbers()).toEqual([3])
  })

  test('or hangs in the middle of a transaction is thrown away without waiting for its rollback', async () => {
    const asked: string[] = []
    const released: unknown[] = []
    const client = {
      on() {},
      off() {},
      async query({ text }: { text: string }) {
        asked.push(text)
        if (text !== 'begin') throw new Error('Query read timeout')
        return { rows: [] }
      },
      release: (isBroken: boolean) => void released.push(isBroken),
    }
    // As much of a pool as a transaction asks for.
    const pool = { on() {}, connect: async () => client } as unknown as pg.Pool
    const work = createDatabase(pool).transaction((tx) => insert(tx, 1))
    await expect(work).rejects.toBeInstanceOf(StoreUnavailableError)
    expect(asked).toEqual(['begin', expect.stringContaining('insert')])
    expect(released).toEqual([true])
  })

  test('while idle is replaced', async () => {
    connection?.destroy(shutDown())
    await new Promise((resolve) => setImmediate(resolve))
    await expect(numbers()).resolves.toEqual([])
  })
})

describe('the embedded store', () => {
  test('answers after a day on which nobody asked', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await numbers()
    await database.transaction((tx) => insert(tx, 1))
    vi.advanceTimersByTime(24 * 3_600_000)
    vi.useRealTimers()
    await database.transaction((tx) => insert(tx, 2))
    expect(await numbers()).toEqual([1, 2])
  })

  test('carries large and odd values unchanged', async () => {
    const values = ['x'.repeat(1_000_000), '开播 🎉', "'; drop table numbers; --", '', '\u0001\u007f']
    for (const value of values) {
      expect(await rowsOf(database, 'select $1::text as value', [value])).toEqual([{ value }])
    }
  })

  test('answers statements sent at once in their order', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => rowsOf<{ n: number }>(database, 'select $1::int as n', [n])),
    )
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })
})
