import * as z from 'zod/mini'

/** The answer of `/healthz` and `/readyz`. */
export const health = z.object({ status: z.literal('ok') })
export type Health = z.infer<typeof health>
