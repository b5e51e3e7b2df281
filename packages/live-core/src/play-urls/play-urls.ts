import * as z from 'zod/mini'
import { isoTime } from '../wire/iso-time.ts'
import { openEnum } from '../wire/open-enum.ts'

/** `stalled`: the viewer's picture stopped. Several such viewers make the server ask the provider. */
export const playUrlsRequest = z.strictObject({
  stalled: z.optional(z.boolean()),
})
export type PlayUrlsRequest = z.infer<typeof playUrlsRequest>

/** How long to wait before asking again, if it is still needed: spread by the server, so that viewers do not come together. */
const retryAfterMs = z.optional(z.int().check(z.minimum(0)))

/** Why a room cannot be played now: its status, unless it is live. */
export const notPlayableReasons = ['scheduled', 'waiting', 'interrupted', 'ended'] as const
export type NotPlayableReason = (typeof notPlayableReasons)[number]

/**
 * Signed play URLs of a live room. flv and rtmp are checked when a player connects, so they live minutes and
 * are issued again on demand; hls is checked with every playlist request, so it has its own, longer expiry.
 */
export const playable = z.object({
  playable: z.literal(true),
  flv: z.string(),
  rtmp: z.string(),
  expiresAt: isoTime,
  hls: z.object({ url: z.string(), expiresAt: isoTime }),
  retryAfterMs,
})

/** The room cannot be played now. `until`: while interrupted, how long the broadcaster's place is kept. */
export const notPlayable = z.object({
  playable: z.literal(false),
  reason: openEnum(notPlayableReasons),
  until: z.optional(isoTime),
  retryAfterMs,
})

export const playUrls = z.discriminatedUnion('playable', [playable, notPlayable])
export type PlayUrls = z.infer<typeof playUrls>
