import { timingSafeEqual } from 'node:crypto'
import { CloudError } from './cloud-error.ts'
import { readTc3Authorization } from './tc3-authorization.ts'
import { tc3Date, tc3Signature } from './tc3-signature.ts'

export interface Tc3VerifierOptions {
  readonly secretId: string
  readonly secretKey: string
  readonly service: string
  readonly clock: () => number
}

/** A request whose sender is not known yet. `header` takes a name in any case. */
export interface SignedRequest {
  header(name: string): string | undefined
  readonly body: Buffer
}

const MOST_SECONDS_APART = 300
const TIMESTAMP = /^\d{1,10}$/
const ALWAYS_SIGNED = ['content-type', 'host'] as const

/** Lets in who knows the secret key, and knew it within the last five minutes. */
export class Tc3Verifier {
  readonly #options: Tc3VerifierOptions

  constructor(options: Tc3VerifierOptions) {
    this.#options = options
  }

  /** @throws CloudError that says what is wrong, without anything that is secret */
  verify({ header, body }: SignedRequest): void {
    const { secretId, secretKey, service, clock } = this.#options
    const authorization = readTc3Authorization(header('authorization'))
    const timestamp = readTimestamp(header('x-tc-timestamp'))
    if (authorization.secretId !== secretId) {
      throw new CloudError('AuthFailure.SecretIdNotFound', 'there is no such SecretId')
    }
    if (Math.abs(clock() / 1000 - timestamp) > MOST_SECONDS_APART) {
      throw new CloudError('AuthFailure.SignatureExpire', 'X-TC-Timestamp is more than five minutes off')
    }
    if (authorization.date !== tc3Date(timestamp)) throw failure('its date is not that of X-TC-Timestamp')
    if (authorization.service !== service) throw failure(`it is not for the service "${service}"`)
    const headers = signedHeaders(authorization.signedHeaders, header)
    const expected = tc3Signature(secretKey, { service, timestamp, headers, body })
    // Both are 64 digits.
    if (!timingSafeEqual(Buffer.from(expected), Buffer.from(authorization.signature))) {
      throw failure('it does not fit this request and this key')
    }
  }
}

function readTimestamp(text: string | undefined): number {
  if (text === undefined) throw new CloudError('MissingParameter', 'the header X-TC-Timestamp is missing')
  if (TIMESTAMP.test(text)) return Number(text)
  throw new CloudError('InvalidParameterValue', 'the header X-TC-Timestamp is no UNIX time in seconds')
}

function signedHeaders(names: readonly string[], header: SignedRequest['header']): Map<string, string> {
  const inOrder = names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)
  if (!inOrder) throw failure('its SignedHeaders are not in the order of their names, each once')
  const forgotten = ALWAYS_SIGNED.find((name) => !names.includes(name))
  if (forgotten !== undefined) throw failure(`it does not cover the header ${forgotten}`)
  return new Map(
    names.map((name) => {
      const value = header(name)
      if (value === undefined) throw failure(`it covers the header ${name}, which is missing`)
      return [name, value]
    }),
  )
}

function failure(reason: string): CloudError {
  return new CloudError('AuthFailure.SignatureFailure', `the signature is not valid: ${reason}`)
}
