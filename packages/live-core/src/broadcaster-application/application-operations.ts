import type { Operation } from '../http/operation.ts'
import { applicationPath } from './application-id.ts'
import { applyToBroadcastRequest } from './apply-to-broadcast.ts'
import { broadcasterApplication } from './broadcaster-application.ts'
import { decideApplicationRequest } from './decide-application.ts'
import { applicationList, listApplicationsQuery } from './list-applications.ts'

/** Applying, from the mini-program. */
export const applicantOperations = {
  applyToBroadcast: {
    method: 'POST',
    path: '/v1/broadcaster-applications',
    summary: 'Apply to broadcast',
    access: { by: 'viewer' },
    body: applyToBroadcastRequest,
    status: 201,
    answer: broadcasterApplication,
    errors: ['application_pending', 'application_not_needed', 'applications_closed'],
  },
} as const satisfies Record<string, Operation>

/** What operators do with applications. */
export const applicationDeskOperations = {
  listApplications: {
    method: 'GET',
    path: '/v1/broadcaster-applications',
    summary: 'List applications to broadcast, oldest first',
    access: { by: 'operator' },
    query: listApplicationsQuery,
    status: 200,
    answer: applicationList,
    errors: [],
  },
  decideApplication: {
    method: 'POST',
    path: '/v1/broadcaster-applications/{applicationId}/decision',
    summary: 'Approve or refuse an application to broadcast',
    access: { by: 'operator' },
    params: applicationPath,
    body: decideApplicationRequest,
    status: 200,
    answer: broadcasterApplication,
    errors: ['not_found', 'application_decided'],
  },
} as const satisfies Record<string, Operation>
