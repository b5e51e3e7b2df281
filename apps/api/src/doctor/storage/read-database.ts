import type { Database } from '../../storage/database.ts'

/** What the database says of itself. */
export type DatabaseState = { nowMs: number; timeZone: string; version: string }
export type AppliedMigration = { version: number; name: string; digest: string }

/** Reads and changes nothing. Without the table of migrations none was applied. Rejects with what the driver throws. */
export async function readDatabase(
  database: Database,
): Promise<{ state: DatabaseState; applied: AppliedMigration[] }> {
  const [state] = await database.query<{ now_ms: number; time_zone: string; version: string }>({
    name: 'doctor-state',
    text: "select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms, current_setting('TimeZone') as time_zone, current_setting('server_version') as version",
  })
  const [table] = await database.query<{ found: boolean }>({
    name: 'doctor-migrations-table',
    text: "select to_regclass('schema_migrations') is not null as found",
  })
  const applied = table?.found
    ? await database.query<AppliedMigration>({
        name: 'doctor-migrations',
        text: 'select version, name, digest from schema_migrations order by version',
      })
    : []
  return {
    state: {
      nowMs: state?.now_ms ?? Number.NaN,
      timeZone: state?.time_zone ?? '',
      version: state?.version.split(' ')[0] ?? '',
    },
    applied,
  }
}
