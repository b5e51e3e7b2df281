import * as z from 'zod/mini'
import { user } from '../session/user.ts'
import { isoTime } from '../wire/iso-time.ts'
import { openEnum } from '../wire/open-enum.ts'
import { applicationId } from './application-id.ts'

/** `open` until an operator decides, which is final: whoever was refused may apply anew. */
export const applicationStates = ['open', 'approved', 'refused'] as const
export type ApplicationState = (typeof applicationStates)[number]

/** A person's wish to broadcast, and what became of it. */
export const broadcasterApplication = z.object({
  id: applicationId,
  applicant: user,
  reason: z.string(),
  state: openEnum(applicationStates),
  createdAt: isoTime,
  decidedAt: z.optional(isoTime),
  /** The operator's words to the applicant. */
  note: z.optional(z.string()),
})
export type BroadcasterApplication = z.infer<typeof broadcasterApplication>
