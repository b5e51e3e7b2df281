import type { Database } from '../../../../apps/api/src/storage/database.ts'
import { openStore } from '../../../../apps/api/src/storage/open-store.ts'
import { openTestStore as openInMemory } from '../../../../apps/api/src/testing/test-store.ts'
import { openTestStore, type StoreKind } from '../../../support/stores.ts'

/** Does something with a new store, and takes it away. The embedded one is kept in memory. */
export async function withStore<Result>(
  kind: StoreKind,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const store = kind === 'postgres' ? await openTestStore(kind) : undefined
  const database = store ? await openStore(store.config) : await openInMemory()
  try {
    return await work(database)
  } finally {
    await database.close()
    await store?.remove()
  }
}
