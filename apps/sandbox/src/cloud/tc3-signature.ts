import { createHash, createHmac } from 'node:crypto'

/** What a signature of Tencent's API 3.0 covers: a POST to `/` without a query. */
export interface Tc3Message {
  /** First label of the API's host name: `live`, `cvm`, … */
  readonly service: string
  /** Unix seconds, the header `X-TC-Timestamp`. */
  readonly timestamp: number
  /** The signed headers by their names in lower case, in the order in which they are signed. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export const TC3_ALGORITHM = 'TC3-HMAC-SHA256'
export const TC3_TERMINATOR = 'tc3_request'

/**
 * Signature v3 as lower-case hex. Header values are signed trimmed and in lower case.
 *
 * Source: tencentcloud.com/document/product/267/37447.
 */
export function tc3Signature(secretKey: string, { service, timestamp, headers, body }: Tc3Message): string {
  const date = tc3Date(timestamp)
  const lines = [...headers].map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`)
  const canonicalRequest = ['POST', '/', '', lines.join(''), [...headers.keys()].join(';'), sha256(body)]
  const scope = [date, service, TC3_TERMINATOR]
  const toSign = [TC3_ALGORITHM, timestamp, scope.join('/'), sha256(canonicalRequest.join('\n'))].join('\n')
  const key = scope.reduce<string | Buffer>((parent, part) => hmac(parent, part), `TC3${secretKey}`)
  return hmac(key, toSign).toString('hex')
}

/** The day of a timestamp in UTC, as it stands in the credential scope: `2019-02-25`. */
export function tc3Date(timestamp: number): string {
  return new Date(timestamp * 1000).toISOString().slice(0, 10)
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
