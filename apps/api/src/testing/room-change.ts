import type { RoomChange } from '../outbox/outbox-publisher.ts'
import { stubRoom } from './stub-app.ts'

/** A room's change as consumers are told it. */
export const roomChange = (version: number, roomId = stubRoom.id): RoomChange => ({
  roomId,
  version,
  type: 'room.changed',
  room: { ...stubRoom, id: roomId, version },
})
