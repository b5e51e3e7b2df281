import { CloudError } from './cloud-error.ts'

/** The header `Authorization` of signature v3, taken apart but not trusted. */
export interface Tc3Authorization {
  readonly secretId: string
  readonly date: string
  readonly service: string
  /** In the order in which they were signed. */
  readonly signedHeaders: readonly string[]
  /** 64 digits. */
  readonly signature: string
}

const CREDENTIAL = String.raw`Credential=([^/,\s]+)/(\d{4}-\d{2}-\d{2})/([a-z0-9]+)/tc3_request`
const SIGNED_HEADERS = 'SignedHeaders=([a-z0-9-]+(?:;[a-z0-9-]+)*)'
const SIGNATURE = 'Signature=([0-9a-f]{64})'
const AUTHORIZATION = new RegExp(`^TC3-HMAC-SHA256 ${CREDENTIAL}, ${SIGNED_HEADERS}, ${SIGNATURE}$`)

/** @throws CloudError `AuthFailure.InvalidAuthorization` */
export function readTc3Authorization(header: string | undefined): Tc3Authorization {
  const [, secretId, date, service, signedHeaders, signature] = AUTHORIZATION.exec(header ?? '') ?? []
  if (
    secretId === undefined ||
    date === undefined ||
    service === undefined ||
    signedHeaders === undefined ||
    signature === undefined
  ) {
    throw new CloudError(
      'AuthFailure.InvalidAuthorization',
      'the header Authorization does not read "TC3-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…"',
    )
  }
  return { secretId, date, service, signedHeaders: signedHeaders.split(';'), signature }
}
