import { randomBytes } from 'node:crypto'
import type { Database } from '../storage/database.ts'
import { migrate, readMigrations } from '../storage/migrate.ts'
import { openPostgres } from '../storage/postgres.ts'

/** Set by `npm test`; empty when PostgreSQL does not run, which the runner has then said. */
const url = process.env.KAIBO_TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

/** For tests of what only several connections at once can show: run each for every one of these. */
export const postgresStores: readonly 'postgres'[] = url === '' ? [] : ['postgres']

/** PostgreSQL with the newest schema, in a schema of its own that goes when it is closed. */
export async function openPostgresStore(): Promise<Database> {
  const schema = `kaibo_unit_${randomBytes(6).toString('hex')}`
  const admin = await openPostgres(url, 'none')
  await admin.script(`create schema ${schema}`)
  const own = new URL(url)
  own.searchParams.set('options', `-c search_path=${schema}`)
  const database = await openPostgres(own.href, 'none')
  await migrate(database, await readMigrations())
  return {
    ...database,
    async close() {
      await database.close()
      await admin.script(`drop schema ${schema} cascade`)
      await admin.close()
    },
  }
}
