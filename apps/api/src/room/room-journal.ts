import { foldRoom } from '@kaibo/live-core'
import { outboxStore } from '../outbox/outbox-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { streamStore } from '../stream/stream-store.ts'
import { differs, type RoomRow } from './room-row.ts'
import { roomStore } from './room-store.ts'

/** Writes facts about a locked room. */
export type WriteFacts = (tx: Queryable, room: RoomRow) => Promise<void>

/**
 * The one way a room changes: lock its row, write facts, fold all facts, and when the fold shows anything new
 * save it with the room's next version and an outbox row; one transaction. Returns the room as it is then, or
 * undefined when there is none.
 */
export function appendFacts(
  database: Database,
  roomId: string,
  now: Date,
  writeFacts: WriteFacts,
): Promise<RoomRow | undefined> {
  return database.transaction(async (tx) => {
    const room = await roomStore.lock(tx, roomId)
    if (!room) return undefined
    await writeFacts(tx, room)
    const fold = foldRoom({
      reconnectWindowSeconds: room.reconnect_window_seconds,
      streams: await streamStore.facts(tx, roomId),
      stops: await roomStore.stops(tx, roomId),
      ...(room.recovered_at ? { recoveredAtMs: room.recovered_at.getTime() } : {}),
    })
    if (!differs(room, fold)) return room
    const version = await roomStore.saveFold(tx, roomId, fold)
    await outboxStore.insert(tx, { roomId, version, type: 'room.changed', createdAt: now })
    return roomStore.find(tx, roomId)
  })
}
