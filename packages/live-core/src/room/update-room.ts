import * as z from 'zod/mini'
import { lineOfText } from '../wire/text.ts'
import { coverUrl } from './cover-url.ts'
import { announcement } from './create-room.ts'

/** What its owner changes of a room. What is left out stays as it is; `null` takes it away. */
export const updateRoomRequest = z.strictObject({
  title: z.optional(lineOfText(80)),
  announcement: z.optional(z.nullable(announcement)),
  coverUrl: z.optional(z.nullable(coverUrl)),
})
export type UpdateRoomRequest = z.infer<typeof updateRoomRequest>
