import type { EndReason, RoomFold, RoomStatus, RoomStopFact } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import type { RoomCursor } from './room-cursor.ts'
import { foldColumns, ROOM_COLUMNS, type RoomRow } from './room-row.ts'

export type NewRoom = {
  id: string
  ownerId: string
  title: string
  coverUrl: string | null
  startsAt: Date | null
  reconnectWindowSeconds: number
  createdAt: Date
}

/** Rooms and their stops. */
export const roomStore = {
  async insert(tx: Queryable, room: NewRoom): Promise<void> {
    await tx.query(
      {
        name: 'room-insert',
        text: `insert into rooms (id, owner_id, title, cover_url, starts_at, reconnect_window_seconds, phase, version, created_at)
               values ($1, $2, $3, $4, $5, $6, 'unstarted', 1, $7)`,
      },
      [
        room.id,
        room.ownerId,
        room.title,
        room.coverUrl,
        room.startsAt,
        room.reconnectWindowSeconds,
        room.createdAt,
      ],
    )
  },

  async find(db: Queryable, id: string): Promise<RoomRow | undefined> {
    const [row] = await db.query<RoomRow>(
      {
        name: 'room-find',
        text: `select ${ROOM_COLUMNS} from rooms r join users u on u.id = r.owner_id where r.id = $1`,
      },
      [id],
    )
    return row
  },

  /** Locks the room for this transaction: its facts are appended and folded by one writer at a time. */
  async lock(tx: Queryable, id: string): Promise<RoomRow | undefined> {
    const [row] = await tx.query<RoomRow>(
      {
        name: 'room-lock',
        text: `select ${ROOM_COLUMNS} from rooms r join users u on u.id = r.owner_id where r.id = $1 for update of r`,
      },
      [id],
    )
    return row
  },

  /** A page, newest first. No status means every status. */
  list(
    db: Queryable,
    page: { statuses: readonly RoomStatus[]; now: Date; limit: number; after?: RoomCursor },
  ): Promise<RoomRow[]> {
    const { statuses, now, limit, after } = page
    const shown = [...new Set(statuses)].sort()
    // The filter is part of the text, so that each has a plan of its own and the live list walks its index.
    return db.query<RoomRow>(
      {
        name: `room-list-${shown.join('-')}-${after ? 'after' : 'first'}`,
        text: `select ${ROOM_COLUMNS} from rooms r join users u on u.id = r.owner_id
               where ($1::timestamptz is not null) and (${statusFilter(shown)})
               ${after ? 'and (r.created_at, r.id) < ($3, $4)' : ''}
               order by r.created_at desc, r.id desc limit $2`,
      },
      after ? [now, limit, after.createdAt, after.id] : [now, limit],
    )
  },

  async saveFold(tx: Queryable, id: string, fold: RoomFold): Promise<number> {
    const columns = foldColumns(fold)
    const [row] = await tx.query<{ version: number }>(
      {
        name: 'room-save-fold',
        text: `update rooms set phase = $2, until_at = $3, started_at = $4, ended_at = $5, end_reason = $6,
                 version = version + 1 where id = $1 returning version`,
      },
      [id, columns.phase, columns.until_at, columns.started_at, columns.ended_at, columns.end_reason],
    )
    if (!row) throw new Error(`Room ${id} vanished under its lock`)
    return row.version
  },

  async stops(tx: Queryable, roomId: string): Promise<RoomStopFact[]> {
    const rows = await tx.query<{
      generation: number
      type: RoomStopFact['type']
      reason: EndReason | null
      at: Date
    }>(
      { name: 'room-stops', text: 'select generation, type, reason, at from room_stops where room_id = $1' },
      [roomId],
    )
    return rows.map(({ generation, type, reason, at }) =>
      type === 'stopped' && reason !== null
        ? { type: 'stopped', generation, reason, atMs: at.getTime() }
        : { type: 'reopened', generation, atMs: at.getTime() },
    )
  },

  async insertStop(
    tx: Queryable,
    stop: { roomId: string; generation: number; reason: EndReason; byUserId: string; at: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'room-stop-insert',
        text: `insert into room_stops (room_id, generation, type, reason, by_user_id, at)
               values ($1, $2, 'stopped', $3, $4, $5)`,
      },
      [stop.roomId, stop.generation, stop.reason, stop.byUserId, stop.at],
    )
  },
}

/** scheduled and waiting are both `unstarted`; the clock tells them apart. */
const FILTERS: Record<RoomStatus, string> = {
  scheduled: "r.phase = 'unstarted' and r.starts_at > $1",
  waiting: "r.phase = 'unstarted' and (r.starts_at is null or r.starts_at <= $1)",
  live: "r.phase = 'live'",
  interrupted: "r.phase = 'interrupted'",
  ended: "r.phase = 'ended'",
}

const statusFilter = (statuses: readonly RoomStatus[]) =>
  statuses.length === 0 ? 'true' : statuses.map((status) => `(${FILTERS[status]})`).join(' or ')
