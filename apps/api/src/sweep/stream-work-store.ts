import type { Queryable } from '../storage/database.ts'

/** A stream whose state at the provider is not known to be what is wanted. */
export type StreamWork = {
  name: string
  desiredState: 'allowed' | 'forbidden'
  desiredGeneration: number
  urlsExpireAtMs: number | undefined
  failures: number
}

type WorkRow = {
  name: string
  desired_state: StreamWork['desiredState']
  desired_generation: number
  urls_expire_at: Date | null
  apply_failures: number
}

/** The reconciler's side of the streams' desired state. */
export const streamWorkStore = {
  /** Takes what is due, and puts it off until `retryAt` in case this process dies over it. Others take others. */
  async claim(db: Queryable, at: { now: Date; retryAt: Date; limit: number }): Promise<StreamWork[]> {
    const rows = await db.query<WorkRow>(
      {
        name: 'stream-work-claim',
        text: `update streams set apply_at = $2
               where name in (
                 select name from streams where apply_at <= $1 order by apply_at limit $3 for update skip locked
               )
               returning name, desired_state, desired_generation, urls_expire_at, apply_failures`,
      },
      [at.now, at.retryAt, at.limit],
    )
    return rows.map((row) => ({
      name: row.name,
      desiredState: row.desired_state,
      desiredGeneration: row.desired_generation,
      urlsExpireAtMs: row.urls_expire_at?.getTime(),
      failures: row.apply_failures,
    }))
  },

  /** Streams whose state at the provider is not known to be what is wanted, and those of them that failed before. */
  async backlog(db: Queryable): Promise<{ waiting: number; failing: number }> {
    const [row] = await db.query<{ waiting: number; failing: number }>({
      name: 'stream-work-backlog',
      text: `select count(*)::int as waiting, count(*) filter (where apply_failures > 0)::int as failing
             from streams where apply_at is not null`,
    })
    return row ?? { waiting: 0, failing: 0 }
  },

  /** The provider confirmed a generation. A newer wish stays to be applied. */
  async applied(db: Queryable, { name, desiredGeneration }: StreamWork): Promise<void> {
    await db.query(
      {
        name: 'stream-work-applied',
        text: `update streams set applied_generation = greatest(applied_generation, $2), apply_failures = 0,
                 apply_at = case when desired_generation = $2 then null else apply_at end
               where name = $1`,
      },
      [name, desiredGeneration],
    )
  },

  async failed(db: Queryable, { name, desiredGeneration }: StreamWork, retryAt: Date): Promise<void> {
    await db.query(
      {
        name: 'stream-work-failed',
        text: `update streams set apply_failures = apply_failures + 1, apply_at = $3
               where name = $1 and desired_generation = $2`,
      },
      [name, desiredGeneration, retryAt],
    )
  },
}
