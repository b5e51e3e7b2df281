import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { createDatabase, type Database } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { PgliteStream } from './pglite-stream.ts'
import { StoreOpenError } from './store-error.ts'
import { readTemplate } from './template.ts'

/**
 * Opens the embedded store in `folder`, creating it on the first boot. Safe against a killed process, not
 * against power loss (PGlite does not fsync). Throws `StoreOpenError` when another process has the folder open
 * or when what lies there cannot be opened.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true })
  const unlock = lockFolder(folder, join(folder, 'lock'))
  try {
    const cluster = join(folder, 'postgres')
    if (!existsSync(cluster)) await createCluster(folder, cluster)
    const pglite = await openCluster(folder, cluster)
    return over(pglite, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

/** An embedded store that lives in memory, for tests. */
export async function openInMemory(): Promise<Database> {
  const template = await readTemplate()
  return over(await PGlite.create(template ? { loadDataDir: template } : {}), () => {})
}

function over(pglite: PGlite, released: () => void): Database {
  // One session, so one connection, kept however long it is idle; user and database are what PGlite's cluster has.
  const stream = () => new PgliteStream(pglite)
  const database = createDatabase(
    new pg.Pool({ max: 1, idleTimeoutMillis: 0, user: 'postgres', database: 'template1', stream }),
  )
  return {
    ...database,
    async close() {
      await database.close()
      await pglite.close()
      released()
    },
  }
}

/** Made aside and renamed: a process killed meanwhile leaves no half-made cluster behind that never opens. */
async function createCluster(folder: string, cluster: string): Promise<void> {
  const strangers = (await readdir(folder)).filter((name) => !/^(?:lock|postgres)\b/.test(name))
  if (strangers.length > 0) {
    throw new StoreOpenError(
      `The data folder ${folder} holds files that are not Kaibo's (${strangers.slice(0, 3).join(', ')}): set KAIBO_DATA_DIR to an empty folder.`,
    )
  }
  const aside = join(folder, 'postgres.new')
  await rm(aside, { recursive: true, force: true })
  const template = await readTemplate()
  const pglite = await PGlite.create(aside, template ? { loadDataDir: template } : {})
  await pglite.close()
  await rename(aside, cluster)
}

async function openCluster(folder: string, cluster: string): Promise<PGlite> {
  try {
    const pglite = await PGlite.create(cluster)
    await pglite.query('select 1')
    return pglite
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new StoreOpenError(
      `The data folder ${folder} is damaged and cannot be opened (${why}): restore it from a copy, or move it away to start empty.`,
      { cause: error },
    )
  }
}
