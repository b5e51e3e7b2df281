import * as z from 'zod/mini'

/** SRS names servers and connections by short words; versions before 4 used numbers. */
const id = z.pipe(
  z.union([z.string(), z.int()]),
  z.pipe(z.transform(String), z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
)

/**
 * What SRS posts to its hooks (SRS 5 and 6, "HTTP callback"): the fields that count; others are ignored. `param` is the
 * URL's query with its question mark, or empty.
 */
export const hookBody = z.object({
  action: z.string().check(z.regex(/^on_[a-z_]{1,30}$/)),
  client_id: id,
  /** Made anew with every start of SRS. */
  service_id: z.optional(id),
  /** Kept over restarts from SRS 5 on; made anew before. */
  server_id: z.optional(id),
  app: z.string(),
  stream: z.string(),
  param: z.catch(z.string().check(z.maxLength(2048)), ''),
})
export type HookBody = z.infer<typeof hookBody>
