import type { EndReason, RoomStopFact } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'

type StopRow = { generation: number; type: RoomStopFact['type']; reason: EndReason | null; at: Date }

/** Stops and reopenings of rooms. Each gets the room's next generation; the room has to be locked. */
export const stopStore = {
  async ofRoom(tx: Queryable, roomId: string): Promise<RoomStopFact[]> {
    const rows = await tx.query<StopRow>(
      { name: 'room-stops', text: 'select generation, type, reason, at from room_stops where room_id = $1' },
      [roomId],
    )
    return rows.map(({ generation, type, reason, at }) =>
      type === 'stopped' && reason !== null
        ? { type: 'stopped', generation, reason, atMs: at.getTime() }
        : { type: 'reopened', generation, atMs: at.getTime() },
    )
  },

  stop: (tx: Queryable, stop: { roomId: string; reason: EndReason; at: Date; byUserId?: string }) =>
    insert(tx, { ...stop, type: 'stopped' }),

  reopen: (tx: Queryable, reopening: { roomId: string; at: Date; byUserId?: string }) =>
    insert(tx, { ...reopening, type: 'reopened' }),
}

async function insert(
  tx: Queryable,
  fact: { roomId: string; type: RoomStopFact['type']; reason?: EndReason; at: Date; byUserId?: string },
): Promise<void> {
  await tx.query(
    {
      name: 'room-stop-insert',
      text: `insert into room_stops (room_id, generation, type, reason, by_user_id, at)
             select $1, coalesce(max(generation), 0) + 1, $2, $3, $4, $5 from room_stops where room_id = $1`,
    },
    [fact.roomId, fact.type, fact.reason ?? null, fact.byUserId ?? null, fact.at],
  )
}
