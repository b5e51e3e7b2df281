import * as z from 'zod/mini'
import { roomStatuses } from '../room-status/room-status-names.ts'
import { userId } from '../session/user.ts'
import { room } from './room.ts'

export const DEFAULT_LIST_LIMIT = 20
export const MAX_LIST_LIMIT = 100

/**
 * The list's query. `status` may be repeated; none means every status. `broadcasterId`: the rooms of that person alone. `cursor` is the `nextCursor` of the page
 * before, opaque to clients.
 */
export const listRoomsQuery = z.strictObject({
  status: z.optional(z.array(z.enum(roomStatuses))),
  broadcasterId: z.optional(userId),
  limit: z.optional(
    z.pipe(
      z
        .string()
        .check(
          z.regex(/^(?:[1-9]\d?|100)$/, { error: `Expected a whole number from 1 to ${MAX_LIST_LIMIT}` }),
        ),
      z.transform(Number),
    ),
  ),
  cursor: z.optional(
    z
      .string()
      .check(z.regex(/^[A-Za-z0-9_-]{1,128}$/, { error: 'Expected the nextCursor of an earlier page' })),
  ),
})
export type ListRoomsQuery = z.infer<typeof listRoomsQuery>

/** A page of rooms, newest first; `nextCursor` is null on the last page. */
export const roomList = z.object({
  items: z.array(room),
  nextCursor: z.nullable(z.string()),
})
export type RoomList = z.infer<typeof roomList>
