import type { Database } from '../storage/database.ts'

export type Holding = {
  /** How long ago the work was last done; the first holder of all has no gap. */
  restedMs: number
}

type Row = { rested_ms: number }

/** Leases of work that one process does for all. The database's own clock decides, no node's. */
export const workerLeaseStore = {
  /** Takes a lease for `leaseMs`, or renews it; undefined when another process has it. The work is not done by that: `worked` says so. */
  async take(
    database: Database,
    lease: { name: string; holder: string; leaseMs: number },
  ): Promise<Holding | undefined> {
    return database.transaction(async (tx) => {
      const [before] = await tx.query<Row & { is_free: boolean }>(
        {
          name: 'worker-lease-look',
          text: `select extract(epoch from clock_timestamp() - worked_at)::float8 * 1000 as rested_ms,
                   (holder = $2 or expires_at <= clock_timestamp()) as is_free
                 from worker_leases where name = $1 for update`,
        },
        [lease.name, lease.holder],
      )
      if (before && !before.is_free) return undefined
      const rows = await tx.query(
        {
          name: 'worker-lease-take',
          text: `insert into worker_leases (name, holder, expires_at, worked_at)
                 values ($1, $2, clock_timestamp() + make_interval(secs => $3::float8 / 1000), clock_timestamp())
                 on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
                 where worker_leases.holder = excluded.holder or worker_leases.expires_at <= clock_timestamp()
                 returning name`,
        },
        [lease.name, lease.holder, lease.leaseMs],
      )
      return rows.length === 1 ? { restedMs: before?.rested_ms ?? 0 } : undefined
    })
  },

  /** Notes that its holder has done the work by now, and renews the lease. */
  async worked(database: Database, lease: { name: string; holder: string; leaseMs: number }): Promise<void> {
    await database.query(
      {
        name: 'worker-lease-worked',
        text: `update worker_leases set worked_at = clock_timestamp(),
                 expires_at = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
               where name = $1 and holder = $2`,
      },
      [lease.name, lease.holder, lease.leaseMs],
    )
  },

  /** Gives a lease back, so that another process need not wait for it to expire. */
  async release(database: Database, lease: { name: string; holder: string }): Promise<void> {
    await database.query(
      {
        name: 'worker-lease-release',
        text: 'update worker_leases set expires_at = clock_timestamp() where name = $1 and holder = $2',
      },
      [lease.name, lease.holder],
    )
  },
}
