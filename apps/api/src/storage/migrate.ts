import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Database, Queryable } from './database.ts'
import { StoreOpenError } from './store-error.ts'

export type Migration = { version: number; name: string; sql: string }

const migrationsFolder = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** The numbered `.sql` files of `migrations/`, in order. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(migrationsFolder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => ({
      version: Number(name.slice(0, 4)),
      name,
      sql: await readFile(`${migrationsFolder}/${name}`, 'utf8'),
    })),
  )
}

/**
 * Brings the store to the newest schema, all or nothing. Several nodes may boot at once: an advisory lock lets
 * one migrate. Throws `StoreOpenError` when the store is newer than this code, or an applied file was changed.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query({ name: 'migrations-lock', text: 'select pg_advisory_xact_lock(7100)' })
    await tx.query({
      name: 'migrations-table',
      text: 'create table if not exists schema_migrations (version integer primary key, name text not null, digest text not null, applied_at timestamptz not null default now())',
    })
    const applied = await tx.query<{ version: number; digest: string }>({
      name: 'migrations-applied',
      text: 'select version, digest from schema_migrations',
    })
    refuseForeignHistory(applied, migrations)
    const done = new Set(applied.map((row) => row.version))
    for (const migration of migrations) if (!done.has(migration.version)) await apply(tx, migration)
  })
}

/** Whether every one of these migrations was applied; a newer schema than theirs is not in their way. */
export async function isMigrated(db: Queryable, migrations: readonly Migration[]): Promise<boolean> {
  const applied = await db.query<{ version: number }>({
    name: 'migrations-present',
    text: 'select version from schema_migrations',
  })
  const done = new Set(applied.map(({ version }) => version))
  return migrations.every(({ version }) => done.has(version))
}

async function apply(tx: Queryable, migration: Migration): Promise<void> {
  await tx.script(migration.sql)
  await tx.query(
    {
      name: 'migration-record',
      text: 'insert into schema_migrations (version, name, digest) values ($1, $2, $3)',
    },
    [migration.version, migration.name, digestOf(migration)],
  )
}

function refuseForeignHistory(
  applied: readonly { version: number; digest: string }[],
  migrations: readonly Migration[],
): void {
  for (const { version, digest } of applied) {
    const known = migrations.find((migration) => migration.version === version)
    if (!known) {
      throw new StoreOpenError(
        `The store's schema has version ${version}, newer than this Kaibo knows: install the Kaibo that wrote it, or restore an older copy.`,
      )
    }
    if (digestOf(known) !== digest) {
      throw new StoreOpenError(
        `Migration ${known.name} was changed after the store applied it: put the file back and write a new migration instead.`,
      )
    }
  }
}

/** What an applied migration is known by: its text must never change. */
export const digestOf = (migration: Migration): string =>
  createHash('sha256').update(migration.sql).digest('hex')
