import type { Queryable } from '../storage/database.ts'

/** What a room change is called for those who are told of it. */
export type RoomEventType = 'room.created' | 'room.changed'

/** A change to tell others of. `version` is the room's: a reader drops what is older than what it has. */
export type OutboxEvent = { id: string; roomId: string; version: number; type: RoomEventType }

/** Changes to tell others of, written in the transaction of the change itself. */
export const outboxStore = {
  async insert(
    tx: Queryable,
    event: { roomId: string; version: number; type: RoomEventType; createdAt: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'outbox-insert',
        text: 'insert into outbox (room_id, version, type, created_at) values ($1, $2, $3, $4)',
      },
      [event.roomId, event.version, event.type, event.createdAt],
    )
  },

  /**
   * Takes unpublished changes for this transaction, the oldest first; others take others. Never "newer than the last
   * one I saw": a transaction that began earlier may commit later.
   */
  async claim(tx: Queryable, limit: number): Promise<OutboxEvent[]> {
    const rows = await tx.query<{ id: string; room_id: string; version: number; type: RoomEventType }>(
      {
        name: 'outbox-claim',
        text: `select id, room_id, version, type from outbox where published_at is null
               order by id limit $1 for update skip locked`,
      },
      [limit],
    )
    return rows.map(({ id, room_id, version, type }) => ({ id, roomId: room_id, version, type }))
  },

  async published(tx: Queryable, ids: readonly string[], now: Date): Promise<void> {
    await tx.query(
      { name: 'outbox-published', text: 'update outbox set published_at = $2 where id = any($1::bigint[])' },
      [ids, now],
    )
  },

  /** What waits to be published, and how long its oldest has been waiting. */
  async backlog(db: Queryable, now: Date): Promise<{ unpublished: number; lagSeconds: number }> {
    const [row] = await db.query<{ unpublished: number; lag_seconds: number | null }>(
      {
        name: 'outbox-backlog',
        text: `select count(*)::int as unpublished,
                 extract(epoch from $1::timestamptz - min(created_at))::float8 as lag_seconds
               from outbox where published_at is null`,
      },
      [now],
    )
    return { unpublished: row?.unpublished ?? 0, lagSeconds: Math.max(0, row?.lag_seconds ?? 0) }
  },

  /** Forgets what was published before then. */
  async prune(db: Queryable, before: Date): Promise<void> {
    await db.query({ name: 'outbox-prune', text: 'delete from outbox where published_at < $1' }, [before])
  },
}
