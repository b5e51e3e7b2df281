import type pg from 'pg'
import type { Database, Queryable } from '../storage/database.ts'
import { openInMemory } from '../storage/embedded.ts'
import { migrate, readMigrations } from '../storage/migrate.ts'

/** A store in memory with the newest schema. It takes a second: one per test file. */
export async function openTestStore(): Promise<Database> {
  const database = await openInMemory()
  await migrate(database, await readMigrations())
  return database
}

/** Runs any SQL; for looking at what the code under test wrote. */
export const rowsOf = <Row extends pg.QueryResultRow = pg.QueryResultRow>(
  on: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => on.query<Row>({ name: '', text }, values)

/** Every row of every table as text, to look for what must not be stored. */
export async function wholeStore(database: Database): Promise<string> {
  const tables = await rowsOf<{ name: string }>(
    database,
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const rows = await rowsOf<{ row: string }>(database, `select row_to_json(t)::text as row from ${name} t`)
    texts.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  return texts.join('\n')
}
