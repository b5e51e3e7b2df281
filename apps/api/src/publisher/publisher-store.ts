import type { PushingHeartbeats } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'

/** Which of a broadcaster's devices may publish the room, and what it said of itself last. */
export type PublisherLease = {
  deviceId: string
  takenAt: Date
  heartbeatAt: Date | null
  /** The latest unbroken run of heartbeats that say "I push". */
  pushing: PushingHeartbeats | undefined
  /** Since when its heartbeats say that it does not push; null while they say that it does. */
  idleSince: Date | null
}

/** Whether "I push" said now goes on the run that is known, as `beat` will note it. */
export const continuesRun = (
  { idleSince, pushing }: PublisherLease,
  now: Date,
  { heartbeatFreshMs }: { heartbeatFreshMs: number },
): boolean => idleSince === null && pushing !== undefined && pushing.atMs >= now.getTime() - heartbeatFreshMs

type LeaseRow = {
  device_id: string
  taken_at: Date
  heartbeat_at: Date | null
  pushing_since: Date | null
  pushing_at: Date | null
  idle_since: Date | null
}

/** Publisher leases: one a room. */
export const publisherStore = {
  async find(db: Queryable, roomId: string): Promise<PublisherLease | undefined> {
    const [row] = await db.query<LeaseRow>(
      {
        name: 'publisher-lease-find',
        text: `select device_id, taken_at, heartbeat_at, pushing_since, pushing_at, idle_since
               from publisher_leases where room_id = $1`,
      },
      [roomId],
    )
    return row && toLease(row)
  },

  async pushingHeartbeats(db: Queryable, roomId: string): Promise<PushingHeartbeats | undefined> {
    return (await publisherStore.find(db, roomId))?.pushing
  },

  /** Gives the lease to a device. Another device's heartbeats say nothing about this one. */
  async take(tx: Queryable, roomId: string, deviceId: string, now: Date): Promise<void> {
    await tx.query(
      {
        name: 'publisher-lease-take',
        text: `insert into publisher_leases (room_id, device_id, taken_at) values ($1, $2, $3)
               on conflict (room_id) do update set device_id = excluded.device_id, taken_at = excluded.taken_at,
                 heartbeat_at = case when publisher_leases.device_id = $2 then publisher_leases.heartbeat_at end,
                 pushing_since = case when publisher_leases.device_id = $2 then publisher_leases.pushing_since end,
                 pushing_at = case when publisher_leases.device_id = $2 then publisher_leases.pushing_at end,
                 idle_since = case when publisher_leases.device_id = $2 then publisher_leases.idle_since end`,
      },
      [roomId, deviceId, now],
    )
  },

  /** Notes a heartbeat of the device that holds the lease. A run of "I push" breaks after `freshMs` of silence. */
  async beat(
    tx: Queryable,
    roomId: string,
    beat: { deviceId: string; pushing: boolean; now: Date; freshMs: number },
  ): Promise<void> {
    const { deviceId, pushing, now, freshMs } = beat
    await tx.query(
      pushing ? BEAT_PUSHING : BEAT_IDLE,
      pushing ? [roomId, deviceId, now, new Date(now.getTime() - freshMs)] : [roomId, deviceId, now],
    )
  },
}

const BEAT_PUSHING = {
  name: 'publisher-lease-beat-pushing',
  text: `update publisher_leases set heartbeat_at = $3, pushing_at = $3, idle_since = null,
           pushing_since = case when idle_since is null and pushing_at >= $4 then pushing_since else $3 end
         where room_id = $1 and device_id = $2`,
}

const BEAT_IDLE = {
  name: 'publisher-lease-beat-idle',
  text: `update publisher_leases set heartbeat_at = $3, idle_since = coalesce(idle_since, $3)
         where room_id = $1 and device_id = $2`,
}

const toLease = (row: LeaseRow): PublisherLease => ({
  deviceId: row.device_id,
  takenAt: row.taken_at,
  heartbeatAt: row.heartbeat_at,
  pushing:
    row.pushing_since && row.pushing_at
      ? { sinceMs: row.pushing_since.getTime(), atMs: row.pushing_at.getTime() }
      : undefined,
  idleSince: row.idle_since,
})
