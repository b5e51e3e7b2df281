import * as z from 'zod/mini'

/** What a provider's callback is answered with; only the status 200 counts for it. */
export const callbackAnswer = z.object({ code: z.literal(0) })

/** The unguessable last part of the callback's path. */
export const callbackPath = z.strictObject({ secret: z.string() })

/** What a hook of SRS is answered with: it lets the publisher or player in at 0 alone. */
export const srsHookAnswer = z.object({ code: z.union([z.literal(0), z.literal(1)]) })
