import type { UpdateRoomRequest, User } from '@kaibo/live-core'
import { KaiboError } from '../http/kaibo-error.ts'
import type { Database } from '../storage/database.ts'
import { type CoverRules, chooseCover } from './cover-choice.ts'
import { editRoom } from './edit-room.ts'
import { isFinalEnd, ownRoomOr404 } from './room-access.ts'
import type { RoomRow } from './room-row.ts'
import { roomStore } from './room-store.ts'

export type UpdateRoom = { user: User; roomId: string; request: UpdateRoomRequest; now: Date }

/**
 * Changes what its owner says of a room, in one transaction. Rejects with `not_found`, `invalid_request` or
 * `room_ended`. The texts have been checked before.
 */
export function updateRoom(database: Database, rules: CoverRules, update: UpdateRoom): Promise<RoomRow> {
  const { user, roomId, request, now } = update
  const { title, announcement, coverUrl } = request
  return database.transaction(async (tx) => {
    const cover =
      coverUrl === undefined
        ? {}
        : coverUrl === null
          ? { cover_url: null, cover_image_id: null }
          : await chooseCover(tx, rules, { coverUrl, ownerId: user.id })
    const room = ownRoomOr404(await roomStore.lock(tx, roomId), user)
    if (room.phase === 'ended' && isFinalEnd(room.end_reason)) {
      throw new KaiboError('room_ended', 'This room has ended for good: open a new one.')
    }
    const words = {
      ...(title === undefined ? {} : { title }),
      ...(announcement === undefined ? {} : { announcement }),
      ...cover,
    }
    await editRoom(tx, room, { words, now })
    return ownRoomOr404(await roomStore.find(tx, roomId), user)
  })
}
