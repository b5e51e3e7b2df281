import * as z from 'zod/mini'

/** Ends the session that asks; with `everywhere`, every session of its person. */
export const endSessionRequest = z.strictObject({ everywhere: z.optional(z.boolean()) })
export type EndSessionRequest = z.infer<typeof endSessionRequest>

/** How many sessions were ended by this call; from now on no node takes their tokens. */
export const endedSessions = z.object({ ended: z.int() })
export type EndedSessions = z.infer<typeof endedSessions>
