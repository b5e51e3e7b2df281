import * as z from 'zod/mini'

export const userId = z.string().check(z.regex(/^user_[0-9a-z]{20}$/))

/** A person as others see them: never the openid, which stays on the server. */
export const user = z.object({
  id: userId,
  displayName: z.string(),
})
export type User = z.infer<typeof user>
