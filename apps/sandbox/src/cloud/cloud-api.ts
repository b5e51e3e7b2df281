import { type CloudActionName, toActionName } from './cloud-action-name.ts'
import type { CloudAction, CloudAnswer } from './cloud-actions.ts'
import { CloudError } from './cloud-error.ts'
import type { RateLimits } from './rate-limits.ts'
import type { SignedRequest, Tc3Verifier } from './tc3-verifier.ts'

export interface CloudApiOptions {
  readonly actions: Readonly<Record<CloudActionName, CloudAction>>
  readonly verifier: Tc3Verifier
  readonly limits: RateLimits
}

const VERSION = '2018-08-01'
const JSON_TYPE = /^application\/json(?:\s*;\s*charset=utf-8)?$/i

/** Tencent's live API, without what carries it: who is it, what is wanted, how often, with what. */
export class CloudApi {
  readonly #options: CloudApiOptions

  constructor(options: CloudApiOptions) {
    this.#options = options
  }

  /**
   * Carries out one call. Returns the fields of the answer.
   * @throws CloudError
   */
  call(request: SignedRequest): CloudAnswer {
    const { actions, verifier, limits } = this.#options
    if (!JSON_TYPE.test(request.header('content-type') ?? '')) {
      throw new CloudError('UnsupportedProtocol', 'only Content-Type: application/json is served here')
    }
    const name = needed(request, 'X-TC-Action')
    const version = needed(request, 'X-TC-Version')
    verifier.verify(request)
    if (version !== VERSION)
      throw new CloudError('NoSuchVersion', `X-TC-Version: only ${VERSION} is served here`)
    const action = toActionName(name)
    if (!action) throw new CloudError('InvalidAction', 'X-TC-Action: there is no such action')
    if (!limits.admits(action)) throw new CloudError('RequestLimitExceeded', `${action} is called too often`)
    return actions[action](request.body)
  }
}

function needed({ header }: SignedRequest, name: string): string {
  const value = header(name)
  if (value === undefined || value === '')
    throw new CloudError('MissingParameter', `the header ${name} is missing`)
  return value
}
