import pg from 'pg'
import { createDatabase, type Database } from './database.ts'
import { StoreOpenError } from './store-error.ts'

/** While serving, every wait is bounded: a frozen database means quick 503s, not hanging requests. */
const SERVING_LIMITS = { statement_timeout: 3_000, query_timeout: 4_000 }

/**
 * Opens a PostgreSQL store. `limits: 'none'` is for migrations, which may take their time. Throws
 * `StoreOpenError` when it cannot be reached at boot.
 */
export async function openPostgres(url: string, limits: 'serving' | 'none'): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 2_000,
    ...(limits === 'serving' ? SERVING_LIMITS : {}),
    application_name: 'kaibo-api',
  })
  const database = createDatabase(pool)
  try {
    await database.query({ name: 'ping', text: 'select 1' })
    return database
  } catch (error) {
    await database.close()
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreOpenError(
      `PostgreSQL at DATABASE_URL (${withoutPassword(url)}) cannot be opened (${why}): start it, or correct DATABASE_URL.`,
      { cause: error },
    )
  }
}

function withoutPassword(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'not a URL'
}
