import type { Queryable } from '../storage/database.ts'

/** The times of a key that count: later than `after`, and not so far ahead that only a clock gone wrong explains them. */
export type RateWindow = { key: string; now: Date; after: Date; before: Date }

/** Sliding windows: what each key did within the last minute or so. */
export const rateWindowStore = {
  /** Notes one more use unless the window holds `times`; false then. Uses of one key are counted one after another. */
  async take(
    db: Queryable,
    { key, now, after, before, times, expiresAt }: RateWindow & { times: number; expiresAt: Date },
  ): Promise<boolean> {
    const rows = await db.query(
      {
        name: 'rate-window-take',
        text: `insert into rate_windows as w (key, hits, expires_at) values ($1, array[$2::timestamptz], $6)
               on conflict (key) do update set expires_at = greatest(w.expires_at, excluded.expires_at),
                 hits = array(select h from unnest(w.hits) h where h > $3 and h < $4 order by h) || $2::timestamptz
               where (select count(*) from unnest(w.hits) h where h > $3 and h < $4) < $5
               returning key`,
      },
      [key, now, after, before, times, expiresAt],
    )
    return rows.length === 1
  },

  /** The times of a key that count, oldest first. */
  async hits(db: Queryable, { key, after, before }: Omit<RateWindow, 'now'>): Promise<Date[]> {
    const rows = await db.query<{ hit: Date }>(
      {
        name: 'rate-window-hits',
        text: `select h as hit from rate_windows, unnest(hits) h
               where key = $1 and h > $2 and h < $3 order by h`,
      },
      [key, after, before],
    )
    return rows.map(({ hit }) => hit)
  },

  /** Forgets windows that hold nothing any more. */
  async forget(db: Queryable, expiredBefore: Date): Promise<void> {
    await db.query({ name: 'rate-window-forget', text: 'delete from rate_windows where expires_at < $1' }, [
      expiredBefore,
    ])
  },
}
