import pg from 'pg'
import { asStoreError, StoreUnavailableError } from './store-error.ts'

/** A named statement: prepared once per connection, which is what makes the embedded store fast. */
export type Statement = { name: string; text: string }

/** Runs statements: the database itself, or one transaction of it. */
export type Queryable = {
  query<Row extends pg.QueryResultRow>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>
  /** Runs several statements of plain SQL, for migrations. */
  script(sql: string): Promise<void>
}

/** The one way to the store. PostgreSQL and the embedded store speak the same protocol behind it. */
export type Database = Queryable & {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transaction<Result>(work: (tx: Queryable) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/**
 * A database over a pool of connections. Errors that say "the store cannot be reached now" are turned into
 * `StoreUnavailableError`; all others pass.
 */
export function createDatabase(pool: pg.Pool): Database {
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return {
    ...queryable(pool),
    async transaction(work) {
      const client = await pool.connect().catch(asStoreError)
      // The pool's listener is gone while the client is ours: unheard, a break between two statements would end
      // the process.
      client.on('error', heard)
      try {
        await run(client, BEGIN)
        const result = await work(queryable(client))
        await commit(client)
        client.release()
        return result
      } catch (error) {
        // A connection that cannot even roll back is thrown away, so that nobody inherits its transaction.
        client.release(isSilent(error) || !(await rollsBack(client)))
        throw error
      } finally {
        client.off('error', heard)
      }
    },
    close: () => pool.end(),
  }
}

/** No answer came. Whoever waited for that connection once need not wait for its rollback as well: its end is one. */
const isSilent = (error: unknown): boolean =>
  error instanceof StoreUnavailableError && !(error.cause instanceof pg.DatabaseError)

const rollsBack = (client: pg.PoolClient): Promise<boolean> =>
  run(client, ROLLBACK).then(
    () => true,
    () => false,
  )

/** Nothing to do: the next statement on that connection fails and says so. */
const heard = () => {}

const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }
const ROLLBACK = { name: 'rollback', text: 'rollback' }

/** PostgreSQL answers the commit of a failed transaction with a rollback, and calls that a success. */
async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query(COMMIT).catch(asStoreError)
  if (command !== 'COMMIT') throw new Error('A failed statement was overlooked: nothing was committed')
}

const queryable = (on: pg.Pool | pg.PoolClient): Queryable => ({
  query: (statement, values) => run(on, statement, values),
  script: async (sql) => {
    await on.query(sql).catch(asStoreError)
  },
})

async function run<Row extends pg.QueryResultRow>(
  on: pg.Pool | pg.PoolClient,
  { name, text }: Statement,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const result = await on.query<Row>({ name, text, values: [...values] }).catch(asStoreError)
  return result.rows
}
