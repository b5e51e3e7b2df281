import { createHmac, hash } from 'node:crypto'

/** An API key of Tencent Cloud: its name, which goes over the wire, and the key, which does not. */
export type CloudKey = { secretId: string; secretKey: string }

/** What a signature covers: a POST to `/` without a query. */
export type Tc3Message = {
  /** The product, such as `live`. */
  service: string
  timestampSeconds: number
  /** The headers that are signed, by their names in lower case; at least `content-type` and `host`. */
  headers: Record<string, string>
  payload: string
}

const ALGORITHM = 'TC3-HMAC-SHA256'
const TERMINATOR = 'tc3_request'

/**
 * The header `Authorization` of Tencent's API 3.0, signature version 3 (Tencent documents 267/37447 and 213/30654).
 * The key is derived anew for each day and product, so that what is signed with holds nowhere else.
 */
export function tc3Authorization({ secretId, secretKey }: CloudKey, message: Tc3Message): string {
  const { service, timestampSeconds } = message
  const date = new Date(timestampSeconds * 1000).toISOString().slice(0, 10)
  const scope = [date, service, TERMINATOR].join('/')
  const { text, signedHeaders } = canonicalRequest(message)
  const toSign = [ALGORITHM, timestampSeconds, scope, hash('sha256', text, 'hex')].join('\n')
  const key = [date, service, TERMINATOR].reduce<string | Buffer>(hmac, `TC3${secretKey}`)
  const signature = hmac(key, toSign).toString('hex')
  return `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

function canonicalRequest({ headers, payload }: Tc3Message): { text: string; signedHeaders: string } {
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]?.trim().toLowerCase()}\n`)
  const signedHeaders = names.join(';')
  const text = ['POST', '/', '', lines.join(''), signedHeaders, hash('sha256', payload, 'hex')].join('\n')
  return { text, signedHeaders }
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
