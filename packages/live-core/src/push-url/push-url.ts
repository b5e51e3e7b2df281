import * as z from 'zod/mini'
import { deviceId } from '../heartbeat/device-id.ts'
import { isoTime } from '../wire/iso-time.ts'

/** Why the broadcaster asks: the first start, a return after a drop, or the old URL's expiry coming near. */
export const pushUrlReasons = ['start', 'reconnect', 'refresh'] as const
export type PushUrlReason = (typeof pushUrlReasons)[number]

/**
 * `deviceId`: who asks, so that a second device of the same broadcaster gets `publisher_busy` instead of cutting the
 * first. `takeOver`: cut the other device. Only the newest URL may publish; `refresh` leaves the old one its right.
 */
export const pushUrlRequest = z.strictObject({
  reason: z.optional(z.enum(pushUrlReasons)),
  deviceId: z.optional(deviceId),
  takeOver: z.optional(z.boolean()),
})
export type PushUrlRequest = z.infer<typeof pushUrlRequest>

/**
 * A signed push URL: the right to broadcast. Only the room's owner gets it, `Cache-Control: no-store`; it must
 * never be stored, shown to others or logged. `live-pusher` takes rtmp only, so rtmp it is.
 */
export const pushUrl = z.object({
  url: z.string(),
  expiresAt: isoTime,
})
export type PushUrl = z.infer<typeof pushUrl>
