import type { StoreConfig } from '../config/config.ts'
import type { Database } from './database.ts'
import { openEmbedded } from './embedded.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openPostgres } from './postgres.ts'

/** Opens the configured store and brings it to the newest schema. Throws `StoreOpenError`. */
export async function openStore(config: StoreConfig): Promise<Database> {
  if (config.kind === 'embedded') return migrated(await openEmbedded(config.folder))
  const migrator = await migrated(await openPostgres(config.url, 'none'))
  await migrator.close()
  return openPostgres(config.url, 'serving')
}

async function migrated(database: Database): Promise<Database> {
  try {
    await migrate(database, await readMigrations())
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
