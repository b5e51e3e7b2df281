import { outboxStore } from '../outbox/outbox-store.ts'
import type { Queryable } from '../storage/database.ts'
import type { RoomRow } from './room-row.ts'
import { roomStore } from './room-store.ts'

/** What people say of a room, beside its facts. */
export type RoomWords = Pick<RoomRow, 'title' | 'announcement' | 'cover_url' | 'cover_image_id'>

/**
 * Changes what is said of a room, in a transaction that holds its lock: with the room's next version and an outbox row
 * when anybody can see the change, as the journal does for its facts.
 */
export async function editRoom(
  tx: Queryable,
  room: RoomRow,
  { words, now }: { words: Partial<RoomWords>; now: Date },
): Promise<void> {
  const next = { ...pick(room), ...words }
  const isVisible =
    next.title !== room.title || next.announcement !== room.announcement || next.cover_url !== room.cover_url
  if (!isVisible && next.cover_image_id === room.cover_image_id) return
  const version = room.version + (isVisible ? 1 : 0)
  await roomStore.saveWords(tx, room.id, { ...next, version })
  if (isVisible)
    await outboxStore.insert(tx, { roomId: room.id, version, type: 'room.changed', createdAt: now })
}

const pick = ({ title, announcement, cover_url, cover_image_id }: RoomRow): RoomWords => ({
  title,
  announcement,
  cover_url,
  cover_image_id,
})
