import { jpegOf } from '../../../apps/api/src/image/testing/pictures.ts'
import { freshCode } from '../../support/login-code.ts'
import type { Call } from './call.ts'
import { sampleOf } from './sample.ts'

/** A request's own part, without address and session. */
export type Ready = {
  query: string
  headers: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
}

/** Bodies that a schema alone does not tell: made anew for each request. */
const bodies: Record<string, () => unknown> = {
  createSession: () => ({ code: freshCode('matrix') }),
}

/** A request that the operation finds nothing wrong with, made from its description. */
export function readyRequest({ name, required, body }: Call): Ready {
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  for (const parameter of required) {
    const value = String(sampleOf(parameter.schema))
    if (parameter.in === 'query') query.set(parameter.name, value)
    else headers[parameter.name] = value
  }
  const search = query.size > 0 ? `?${query}` : ''
  if (!body) return { query: search, headers }
  if (body.mediaType !== 'application/json') {
    const mediaType = body.mediaType === '*/*' ? 'application/octet-stream' : body.mediaType
    return { query: search, headers: { ...headers, 'content-type': mediaType }, body: bytesOf(mediaType) }
  }
  return {
    query: search,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(bodies[name]?.() ?? sampleOf(body.schema)),
  }
}

/** What is sent where bytes are taken, by content type. */
const bytes: Record<string, Uint8Array<ArrayBuffer>> = { 'image/jpeg': new Uint8Array(jpegOf(64, 36)) }

const bytesOf = (mediaType: string) => bytes[mediaType] ?? new Uint8Array([1])
