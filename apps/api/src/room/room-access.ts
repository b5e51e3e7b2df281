import { isFinalEnd, type User } from '@kaibo/live-core'
import { KaiboError } from '../http/kaibo-error.ts'
import type { RoomRow } from './room-row.ts'

/** Whether nothing can bring the room back: a person ended it, or its window did and the time to return has passed. */
export const isOverForGood = (room: RoomRow, nowMs: number, reopenWithinMs: number): boolean =>
  room.phase === 'ended' &&
  (isFinalEnd(room.end_reason) || nowMs > (room.ended_at?.getTime() ?? 0) + reopenWithinMs)

/** Absent and not yours are answered alike, so that nobody learns what exists. */
export function ownRoomOr404(room: RoomRow | undefined, user: User): RoomRow {
  return roomOr404(room?.owner_id === user.id ? room : undefined)
}

export function roomOr404(room: RoomRow | undefined): RoomRow {
  if (!room) throw new KaiboError('not_found', 'There is no such room, or it is not yours.')
  return room
}
