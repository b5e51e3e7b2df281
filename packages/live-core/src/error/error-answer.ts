import * as z from 'zod/mini'
import { openEnum } from '../wire/open-enum.ts'
import { errorCodes } from './error-code.ts'

/** One thing that is wrong with a request: where, and what would be right. */
export const errorIssue = z.object({
  /** Where: `body.title`, `query.limit`, `path.roomId`, `header.idempotency-key`. */
  path: z.string(),
  message: z.string(),
})
export type ErrorIssue = z.infer<typeof errorIssue>

/** The body of every answer with a status of 400 or more. */
export const errorAnswer = z.object({
  error: z.object({
    code: openEnum(errorCodes),
    message: z.string(),
    requestId: z.string(),
    issues: z.optional(z.array(errorIssue)),
  }),
})
export type ErrorAnswer = z.infer<typeof errorAnswer>
