import * as z from 'zod/mini'
import { lineOfText } from '../wire/text.ts'

export const MAX_NOTE_LENGTH = 300

/** Approval gives the role of a broadcaster. The applicant reads the note. */
export const decideApplicationRequest = z.strictObject({
  decision: z.enum(['approved', 'refused']),
  note: z.optional(lineOfText(MAX_NOTE_LENGTH)),
})
export type DecideApplicationRequest = z.infer<typeof decideApplicationRequest>
