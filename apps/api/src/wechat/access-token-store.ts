import type { Database, Queryable } from '../storage/database.ts'

/** The token as the store keeps it. */
export type StoredToken = { sealed: string; expiresAt: Date; refreshAt: Date }

type Row = {
  sealed_token: string | null
  expires_at: Date | null
  refresh_at: Date | null
  forced_at: Date | null
  is_taken: boolean
}

/** What one finds: the token that is there, and whether one may, and so must, fetch another. */
export type Found = { token: StoredToken | undefined; forcedAt: Date | undefined; isMine: boolean }

/** The access token that all nodes share. */
export const accessTokenStore = {
  /**
   * Looks at the token under its row's lock. Where `isStale` says so and nobody else is fetching, the caller gets the
   * lease to do it.
   */
  look(
    database: Database,
    { appId, leaseMs }: { appId: string; leaseMs: number },
    isStale: (token: StoredToken | undefined) => boolean,
  ): Promise<Found> {
    return database.transaction(async (tx) => {
      const row = await lock(tx, appId)
      const token = toToken(row)
      const isMine = isStale(token) && !row.is_taken
      if (isMine) {
        await tx.query(
          {
            name: 'wechat-token-take',
            text: `update wechat_tokens set refreshing_until = clock_timestamp() + make_interval(secs => $2::float8 / 1000)
                   where app_id = $1`,
          },
          [appId, leaseMs],
        )
      }
      return { token, forcedAt: row.forced_at ?? undefined, isMine }
    })
  },

  /** Keeps what was fetched and gives the lease back. */
  async save(
    db: Queryable,
    appId: string,
    { token, forcedAt }: { token: StoredToken; forcedAt?: Date | undefined },
  ): Promise<void> {
    await db.query(
      {
        name: 'wechat-token-save',
        text: `update wechat_tokens set sealed_token = $2, expires_at = $3, refresh_at = $4, refreshing_until = null,
                 forced_at = coalesce($5, forced_at) where app_id = $1`,
      },
      [appId, token.sealed, token.expiresAt, token.refreshAt, forcedAt ?? null],
    )
  },

  /** Gives the lease back with nothing fetched. */
  async release(db: Queryable, appId: string): Promise<void> {
    await db.query(
      {
        name: 'wechat-token-release',
        text: 'update wechat_tokens set refreshing_until = null where app_id = $1',
      },
      [appId],
    )
  },
}

async function lock(tx: Queryable, appId: string): Promise<Row> {
  await tx.query(
    {
      name: 'wechat-token-make',
      text: 'insert into wechat_tokens (app_id) values ($1) on conflict do nothing',
    },
    [appId],
  )
  const [row] = await tx.query<Row>(
    {
      name: 'wechat-token-lock',
      text: `select sealed_token, expires_at, refresh_at, forced_at,
               coalesce(refreshing_until > clock_timestamp(), false) as is_taken
             from wechat_tokens where app_id = $1 for update`,
    },
    [appId],
  )
  if (!row) throw new Error('The row of the access token is missing right after it was made')
  return row
}

const toToken = (row: Row): StoredToken | undefined =>
  row.sealed_token !== null && row.expires_at && row.refresh_at
    ? { sealed: row.sealed_token, expiresAt: row.expires_at, refreshAt: row.refresh_at }
    : undefined
