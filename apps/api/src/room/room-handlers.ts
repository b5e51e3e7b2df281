import type { Handlers } from '../http/handler.ts'
import type { RoomManager } from './room-manager.ts'

export const roomHandlers = (
  rooms: RoomManager,
): Pick<Handlers, 'createRoom' | 'listRooms' | 'getRoom' | 'endRoom'> => ({
  createRoom: ({ user, body, headers }) => rooms.createRoom(user, body, headers['idempotency-key']),
  listRooms: ({ query }) => rooms.listRooms(query),
  getRoom: ({ params }) => rooms.getRoom(params.roomId),
  endRoom: ({ user, params }) => rooms.endRoom(user, params.roomId),
})
