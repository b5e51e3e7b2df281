import * as z from 'zod/mini'
import { room } from '../room/room.ts'
import { openEnum } from '../wire/open-enum.ts'
import { deviceId } from './device-id.ts'

/** A broadcaster's device says that it is there, every 10 s. `pushing`: its component was started and not stopped. */
export const heartbeatRequest = z.strictObject({
  deviceId,
  pushing: z.boolean(),
})
export type HeartbeatRequest = z.infer<typeof heartbeatRequest>

/** Who may publish the room: the device that asks, another one of the same broadcaster, or nobody yet. */
export const publishers = ['this-device', 'other-device', 'none'] as const
export type Publisher = (typeof publishers)[number]

/**
 * Why the device's push URL no longer leads to the room: another device took over; somebody else pushed with it; or
 * the provider did not confirm that an old connection was gone.
 */
export const replacementReasons = ['taken-over', 'conflict', 'drop-unconfirmed'] as const
export type ReplacementReason = (typeof replacementReasons)[number]

export const heartbeatAnswer = z.object({
  room,
  publisher: openEnum(publishers),
  /** Present when the device's push URL was replaced: it has to ask for a new one (`reason: "reconnect"`). */
  pushUrlReplaced: z.optional(openEnum(replacementReasons)),
  /** When the next heartbeat is due. */
  nextInMs: z.int().check(z.minimum(0)),
})
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswer>
