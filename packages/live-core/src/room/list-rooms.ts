import * as z from 'zod/mini'
import { roomStatuses } from '../room-status/room-status-names.ts'
import { pageCursor, pageLimit } from '../wire/page.ts'
import { room } from './room.ts'

/** The list's query. `status` may be repeated; none means every status. */
export const listRoomsQuery = z.strictObject({
  status: z.optional(z.array(z.enum(roomStatuses))),
  limit: pageLimit,
  cursor: pageCursor,
})
export type ListRoomsQuery = z.infer<typeof listRoomsQuery>

/** A page of rooms, newest first; `nextCursor` is null on the last page. */
export const roomList = z.object({
  items: z.array(room),
  nextCursor: z.nullable(z.string()),
})
export type RoomList = z.infer<typeof roomList>
