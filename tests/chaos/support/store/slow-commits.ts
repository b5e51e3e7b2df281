import type { Database } from '../../../../apps/api/src/storage/database.ts'
import type { Dice } from '../dice.ts'

const LONGEST_SECONDS = 0.004

/** A database whose transactions wait a moment before they commit: one that began earlier often commits later. */
export const slowCommits = (database: Database, dice: Dice): Database => ({
  ...database,
  transaction: (work) =>
    database.transaction(async (tx) => {
      const result = await work(tx)
      await tx.query({ name: 'slow-commit', text: 'select pg_sleep($1)' }, [dice.next() * LONGEST_SECONDS])
      return result
    }),
})
