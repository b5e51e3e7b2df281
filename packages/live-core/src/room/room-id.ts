import * as z from 'zod/mini'

/**
 * A room's id: 100 random bits in 25 characters, so that it fits into the 32-character `scene` of a
 * mini-program code. Public; knowing it gives no right to push.
 */
export const roomId = z.string().check(
  z.regex(/^room_[0-9a-z]{20}$/, {
    error: 'Expected a room id such as room_ followed by 20 letters and digits',
  }),
)

export const roomPath = z.strictObject({ roomId })
export type RoomPath = z.infer<typeof roomPath>
