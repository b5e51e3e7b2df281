import type { RoomStatus } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'

export type OpenRoomCounts = Record<Exclude<RoomStatus, 'ended'>, number>

const NONE: OpenRoomCounts = { scheduled: 0, waiting: 0, live: 0, interrupted: 0 }

/** How many rooms there are, for those who watch over all of them. */
export const roomCountStore = {
  /** Rooms that have not ended, by status. Walks the index of phases; what ended is not looked at. */
  async open(db: Queryable, now: Date): Promise<OpenRoomCounts> {
    const [row] = await db.query<OpenRoomCounts>(
      {
        name: 'rooms-count-open',
        text: `select count(*) filter (where phase = 'unstarted' and starts_at > $1)::int as scheduled,
                 count(*) filter (where phase = 'unstarted' and (starts_at is null or starts_at <= $1))::int as waiting,
                 count(*) filter (where phase = 'live')::int as live,
                 count(*) filter (where phase = 'interrupted')::int as interrupted
               from rooms where phase in ('unstarted', 'live', 'interrupted')`,
      },
      [now],
    )
    return row ?? NONE
  },

  /** Rooms about which the provider should have been asked by now, and since when the first of them. */
  async dueForCheck(db: Queryable, now: Date): Promise<{ due: number; overdueSeconds: number }> {
    const [row] = await db.query<{ due: number; overdue_seconds: number | null }>(
      {
        name: 'rooms-count-due',
        text: `select count(*)::int as due, extract(epoch from $1::timestamptz - min(check_at))::float8 as overdue_seconds
               from rooms where check_at <= $1`,
      },
      [now],
    )
    return { due: row?.due ?? 0, overdueSeconds: row?.overdue_seconds ?? 0 }
  },
}
