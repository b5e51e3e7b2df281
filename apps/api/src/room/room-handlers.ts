import type { Handlers } from '../http/handler.ts'
import type { RoomManager } from './room-manager.ts'

export const roomHandlers = (
  rooms: RoomManager,
): Pick<Handlers, 'createRoom' | 'listRooms' | 'getRoom' | 'updateRoom' | 'endRoom'> => ({
  createRoom: ({ user, body, headers }) => rooms.createRoom(user, body, headers['idempotency-key']),
  listRooms: ({ query }) => rooms.listRooms(query),
  getRoom: ({ params }) => rooms.getRoom(params.roomId),
  updateRoom: ({ user, params, body }) => rooms.updateRoom(user, params.roomId, body),
  endRoom: ({ user, params }) => rooms.endRoom(user, params.roomId),
})
