import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '@kaibo/api'
import pg from 'pg'

/** A store of its own for one test file, and how to take it away again. */
export type TestStore = { config: Config['store']; remove(): Promise<void> }

export type StoreKind = 'embedded' | 'postgres'

/** Set by `npm test`; empty when PostgreSQL does not run, which the runner has then said. */
const databaseUrl = process.env.KAIBO_TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

/** The stores that every API suite runs on. */
export const storeKinds: StoreKind[] = databaseUrl === '' ? ['embedded'] : ['embedded', 'postgres']

export const openTestStore = (kind: StoreKind): Promise<TestStore> =>
  kind === 'embedded' ? embeddedStore() : postgresStore()

async function embeddedStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'kaibo-test-'))
  return { config: { kind: 'embedded', folder }, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** A schema of its own in the shared test database. */
async function postgresStore(): Promise<TestStore> {
  const schema = `kaibo_test_${randomBytes(6).toString('hex')}`
  await inDatabase(`create schema ${schema}`)
  const url = new URL(databaseUrl)
  url.searchParams.set('options', `-c search_path=${schema}`)
  return {
    config: { kind: 'postgres', url: url.href },
    remove: () => inDatabase(`drop schema ${schema} cascade`),
  }
}

async function inDatabase(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(sql)
  await client.end()
}
