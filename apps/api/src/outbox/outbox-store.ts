import type { Queryable } from '../storage/database.ts'

/** What a room change is called for those who are told of it. */
export type RoomEventType = 'room.created' | 'room.changed'

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
}
