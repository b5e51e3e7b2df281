import * as z from 'zod/mini'
import { endReasons, roomStatuses } from '../room-status/room-status-names.ts'
import { user } from '../session/user.ts'
import { isoTime } from '../wire/iso-time.ts'
import { openEnum } from '../wire/open-enum.ts'
import { roomId } from './room-id.ts'

/**
 * A room as everybody may see it: never a push URL, a stream name or anything they could be made from.
 * `version` rises with every visible change; a reader drops a room older than the one it has.
 */
export const room = z.object({
  id: roomId,
  title: z.string(),
  announcement: z.optional(z.string()),
  /** None while a picture that was uploaded here is not approved. */
  coverUrl: z.nullable(z.string()),
  broadcaster: user,
  status: openEnum(roomStatuses),
  /** While `interrupted`: how long the broadcaster's place is kept. */
  until: z.optional(isoTime),
  startsAt: z.optional(isoTime),
  startedAt: z.optional(isoTime),
  endedAt: z.optional(isoTime),
  endReason: z.optional(openEnum(endReasons)),
  version: z.int(),
})
export type Room = z.infer<typeof room>
