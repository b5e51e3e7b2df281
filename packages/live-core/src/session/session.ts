import * as z from 'zod/mini'
import { isoTime } from '../wire/iso-time.ts'
import { user } from './user.ts'

/** A session: the bearer token of every later request, and whose it is. The token is shown once, here. */
export const session = z.object({
  token: z.string(),
  expiresAt: isoTime,
  user,
})
export type Session = z.infer<typeof session>
