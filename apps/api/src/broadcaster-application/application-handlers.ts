import type { Handlers } from '../http/handler.ts'
import type { ApplicationManager } from './application-manager.ts'

export const applicationHandlers = (
  applications: ApplicationManager,
): Pick<Handlers, 'applyToBroadcast' | 'listApplications' | 'decideApplication'> => ({
  applyToBroadcast: ({ user, body }) => applications.apply(user, body.reason),
  listApplications: ({ query }) => applications.list(query),
  decideApplication: ({ user, params, body }) => applications.decide(user, params.applicationId, body),
})
