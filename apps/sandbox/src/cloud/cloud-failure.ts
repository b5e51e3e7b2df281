import type { Response } from 'express'
import type { CloudFaults } from '../control/faults.ts'
import type { CloudActionName } from './cloud-action-name.ts'
import { CloudError } from './cloud-error.ts'

export type CloudFailure = NonNullable<CloudFaults['failure']>

/** The faults that are about this action. */
export function faultsOf(faults: CloudFaults, action: CloudActionName | null): CloudFaults {
  const { actions } = faults
  return actions === undefined || (action !== null && actions.includes(action)) ? faults : {}
}

/** Whether a call fails, and how. */
export function chooseFailure(faults: CloudFaults, random: () => number): CloudFailure | null {
  const { failure, failShare = failure === undefined ? 0 : 1 } = faults
  return random() < failShare ? (failure ?? 'error') : null
}

/** Breaks one call. @throws CloudError where the failure is an error that Tencent would put in its own form */
export function fail(response: Response, failure: CloudFailure): void {
  switch (failure) {
    case 'error':
      throw new CloudError('InternalError', 'fault on demand')
    case 'limit':
      throw new CloudError('RequestLimitExceeded', 'fault on demand')
    case 'unauthorized':
      throw new CloudError('AuthFailure.UnauthorizedOperation', 'fault on demand')
    case 'reset':
      response.socket?.resetAndDestroy()
      break
    case 'garbage':
      response.type('text/html').send('<html><body>Bad gateway</body></html>\n')
      break
    case 'redirect':
      // 307 keeps method, body and signature: a client that follows hands them to whoever is named here.
      response.redirect(307, '/redirected')
      break
    case 'hang':
  }
}
