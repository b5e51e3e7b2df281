import * as z from 'zod/mini'
import { broadcasterApplication } from '../broadcaster-application/broadcaster-application.ts'
import { roles } from '../session/role.ts'
import { userId } from '../session/user.ts'
import { openEnum } from '../wire/open-enum.ts'
import { lineOfText } from '../wire/text.ts'

export const MAX_DISPLAY_NAME_LENGTH = 32

/** The person as they see themselves. */
export const me = z.object({
  id: userId,
  displayName: z.string(),
  avatarUrl: z.nullable(z.string()),
  /** What an operator gave; `mayBroadcast` says what follows from it under the policy of this server. */
  role: openEnum(roles),
  mayBroadcast: z.boolean(),
  /** The person's newest application to broadcast, if there is one. */
  application: z.nullable(broadcasterApplication),
})
export type Me = z.infer<typeof me>

export const updateMeRequest = z.strictObject({ displayName: lineOfText(MAX_DISPLAY_NAME_LENGTH) })
export type UpdateMeRequest = z.infer<typeof updateMeRequest>
