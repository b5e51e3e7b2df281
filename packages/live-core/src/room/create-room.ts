import * as z from 'zod/mini'
import { isoTimeInput } from '../wire/iso-time.ts'
import { lineOfText } from '../wire/text.ts'
import { coverUrl } from './cover-url.ts'

/** How long a broadcaster's place is kept after the picture stops, unless the room says otherwise. */
export const DEFAULT_RECONNECT_WINDOW_SECONDS = 60
export const MAX_RECONNECT_WINDOW_SECONDS = 1800

export const MAX_ANNOUNCEMENT_LENGTH = 200

/** What a broadcaster tells everybody who comes in. */
export const announcement = lineOfText(MAX_ANNOUNCEMENT_LENGTH)

export const createRoomRequest = z.strictObject({
  title: lineOfText(80),
  announcement: z.optional(announcement),
  coverUrl: z.optional(coverUrl),
  startsAt: z.optional(isoTimeInput),
  reconnectWindowSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(MAX_RECONNECT_WINDOW_SECONDS))),
})
export type CreateRoomRequest = z.infer<typeof createRoomRequest>

/**
 * `Idempotency-Key`: a retried create with the same key and body answers the first room again; the same key
 * with another body is refused (`idempotency_key_reused`).
 */
export const idempotencyHeaders = z.object({
  'idempotency-key': z.optional(
    z
      .string()
      .check(z.regex(/^[\x21-\x7e]{1,128}$/, { error: 'Expected 1 to 128 printable ASCII characters' })),
  ),
})
