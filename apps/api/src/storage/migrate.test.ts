import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '../testing/test-store.ts'
import type { Database } from './database.ts'
import { openInMemory } from './embedded.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { StoreOpenError } from './store-error.ts'

let database: Database
let known: Migration[]
beforeAll(async () => {
  database = await openInMemory()
  known = await readMigrations()
})
afterAll(() => database.close())

const tables = async () =>
  (
    await rowsOf<{ name: string }>(
      database,
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
  ).map(({ name }) => name)
const applied = () => rowsOf(database, 'select * from schema_migrations order by version')
const next = (sql: string): Migration => ({ version: 9_000, name: '9000_next.sql', sql })

// One store for all: the tests build on one another, as migrations do.
describe.sequential('migrations', () => {
  test('are numbered from 1 without a gap', () => {
    expect(known.map(({ version }) => version)).toEqual(known.map((_, index) => index + 1))
    for (const { name, version } of known)
      expect(name).toMatch(new RegExp(`^${String(version).padStart(4, '0')}_\\w+\\.sql$`))
  })

  test('that fail on an empty store leave it empty', async () => {
    await expect(
      migrate(database, [...known, next('create table half (id int); select 1 / 0;')]),
    ).rejects.toThrow(/division by zero/)
    expect(await tables()).toEqual([])
  })

  test('make every table, and remember which file did it', async () => {
    await migrate(database, known)
    expect(await tables()).toEqual(
      expect.arrayContaining(['rooms', 'users', 'push_facts', 'outbox', 'schema_migrations']),
    )
    expect(await applied()).toEqual(
      known.map(({ version, name }) => ({
        version,
        name,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        applied_at: expect.any(Date),
      })),
    )
  })

  test('applied twice, or by several at once, change nothing', async () => {
    const before = await applied()
    await migrate(database, known)
    await Promise.all([1, 2, 3].map(() => migrate(database, known)))
    expect(await applied()).toEqual(before)
  })

  test('that fail later leave what was there, and nothing of their own', async () => {
    const [before, tablesBefore] = [await applied(), await tables()]
    const failing = next(
      `create table half (id int); insert into users values ('u', 'o', 'n', now()); create table users (id int);`,
    )
    await expect(migrate(database, [...known, failing])).rejects.toThrow(/already exists/)
    expect(await applied()).toEqual(before)
    expect(await tables()).toEqual(tablesBefore)
    expect(await rowsOf(database, 'select * from users')).toEqual([])
  })

  test('of a changed file are refused with its name', async () => {
    const [first, ...rest] = known
    if (!first) throw new Error('There are no migrations')
    const changed = migrate(database, [{ ...first, sql: `${first.sql}\n-- a remark` }, ...rest])
    await expect(changed).rejects.toThrow(StoreOpenError)
    await expect(changed).rejects.toThrow(`Migration ${first.name} was changed after the store applied it`)
  })

  test('are refused on a store that a newer Kaibo wrote', async () => {
    await migrate(database, [...known, next('create table from_the_future (id int)')])
    const older = migrate(database, known)
    await expect(older).rejects.toThrow(StoreOpenError)
    await expect(older).rejects.toThrow("The store's schema has version 9000, newer than this Kaibo knows")
  })
})
