import * as z from 'zod/mini'
import { pageCursor, pageLimit } from '../wire/page.ts'
import { applicationStates, broadcasterApplication } from './broadcaster-application.ts'

/** The operators' list. `state` may be repeated; none means every state. */
export const listApplicationsQuery = z.strictObject({
  state: z.optional(z.array(z.enum(applicationStates))),
  limit: pageLimit,
  cursor: pageCursor,
})
export type ListApplicationsQuery = z.infer<typeof listApplicationsQuery>

/** A page of applications, oldest first; `nextCursor` is null on the last page. */
export const applicationList = z.object({
  items: z.array(broadcasterApplication),
  nextCursor: z.nullable(z.string()),
})
export type ApplicationList = z.infer<typeof applicationList>
