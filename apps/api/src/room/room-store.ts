import type { RoomFold, RoomStatus } from '@kaibo/live-core'
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

  /** A page, newest first. No status means every status, no owner everybody's. */
  list(
    db: Queryable,
    page: { statuses: readonly RoomStatus[]; ownerId?: string; now: Date; limit: number; after?: RoomCursor },
  ): Promise<RoomRow[]> {
    const { statuses, ownerId, now, limit, after } = page
    const shown = [...new Set(statuses)].sort()
    const values: unknown[] = [now, limit]
    const parameter = (value: unknown) => `$${values.push(value)}`
    // The filter is part of the text, so that each has a plan of its own and the live list walks its index.
    const filters = [
      '$1::timestamptz is not null',
      `(${statusFilter(shown)})`,
      ...(ownerId ? [`r.owner_id = ${parameter(ownerId)}`] : []),
      ...(after ? [`(r.created_at, r.id) < (${parameter(after.createdAt)}, ${parameter(after.id)})`] : []),
    ]
    return db.query<RoomRow>(
      {
        name: `room-list-${shown.join('-')}-${ownerId ? 'owner' : 'all'}-${after ? 'after' : 'first'}`,
        text: `select ${ROOM_COLUMNS} from rooms r join users u on u.id = r.owner_id
               where ${filters.join(' and ')} order by r.created_at desc, r.id desc limit $2`,
      },
      values,
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

  /** When the provider is to be asked about the room next. */
  async setCheck(tx: Queryable, id: string, checkAt: Date | null): Promise<void> {
    await tx.query({ name: 'room-set-check', text: 'update rooms set check_at = $2 where id = $1' }, [
      id,
      checkAt,
    ])
  },

  /** Something is in doubt that only the provider's answer can settle; the first doubt counts. */
  async doubt(tx: Queryable, id: string, now: Date): Promise<void> {
    await tx.query(
      { name: 'room-doubt', text: 'update rooms set doubted_at = coalesce(doubted_at, $2) where id = $1' },
      [id, now],
    )
  },

  /**
   * The provider was asked at `askedAt`. An answer settles the doubts from before the question; a question without one
   * leaves a doubt itself.
   */
  async checked(
    tx: Queryable,
    id: string,
    { askedAt, answered }: { askedAt: Date; answered: boolean },
  ): Promise<void> {
    await tx.query(
      {
        name: 'room-checked',
        text: `update rooms set checked_at = greatest(checked_at, $2),
                 doubted_at = case when not $3 then least(doubted_at, $2)
                   when doubted_at <= $2 then null else doubted_at end where id = $1`,
      },
      [id, askedAt, answered],
    )
  },

  async recovered(tx: Queryable, id: string, now: Date): Promise<void> {
    await tx.query({ name: 'room-recovered', text: 'update rooms set recovered_at = $2 where id = $1' }, [
      id,
      now,
    ])
  },

  /** Rooms that the provider has to be asked about by now, the longest due first. */
  dueForCheck(db: Queryable, now: Date, limit: number): Promise<{ id: string }[]> {
    return db.query<{ id: string }>(
      {
        name: 'rooms-due-for-check',
        text: 'select id from rooms where check_at <= $1 order by check_at limit $2',
      },
      [now, limit],
    )
  },

  /** Rooms that may have changed while nobody listened, after `afterId` in the order of ids. */
  openRooms(db: Queryable, afterId: string, limit: number): Promise<{ id: string }[]> {
    return db.query<{ id: string }>(
      {
        name: 'rooms-open-page',
        text: `select id from rooms where phase in ('live', 'interrupted') and id > $1 order by id limit $2`,
      },
      [afterId, limit],
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
