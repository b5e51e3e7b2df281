import type { User } from '@kaibo/live-core'
import { KaiboError } from '../http/kaibo-error.ts'
import type { RoomRow } from './room-row.ts'

/** Ended by a person: nothing reopens it. A window's end forbids nothing. */
export const isFinallyEnded = (room: RoomRow): boolean =>
  room.phase === 'ended' && room.end_reason !== 'window'

/** Absent and not yours are answered alike, so that nobody learns what exists. */
export function ownRoomOr404(room: RoomRow | undefined, user: User): RoomRow {
  return roomOr404(room?.owner_id === user.id ? room : undefined)
}

export function roomOr404(room: RoomRow | undefined): RoomRow {
  if (!room) throw new KaiboError('not_found', 'There is no such room, or it is not yours.')
  return room
}
