import { TOKEN_PARAMETER } from './signed-urls.ts'

/** The callback's signature (good for any body until it expires), the push URL's echo, and the broadcaster's address. */
const HIDDEN_FIELDS = new Set(['sign', 't', 'stream_param', 'user_ip', 'node'])

/** Signatures inside texts: pull-relay events carry whole push URLs, some in JSON within JSON, or in another URL's query. */
const SIGNATURE = new RegExp(`((?:txSecret|${TOKEN_PARAMETER})(?:=|%3D))[^&\\s"\\\\]*`, 'gi')

/** A text without the signatures of URLs in it. */
export const maskText = (text: string): string => text.replace(SIGNATURE, '$1…')

/** Tencent nests three levels; what is deeper is nobody's, and would only exhaust the stack. */
const MAX_DEPTH = 16

/** A callback's payload without what must not be kept, at any depth. */
export const maskPayload = (body: Record<string, unknown>): Record<string, unknown> => maskFields(body, 0)

function maskFields(fields: object, depth: number): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([name]) => !HIDDEN_FIELDS.has(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, mask(value, depth + 1)]))
}

function mask(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) return '…'
  return Array.isArray(value) ? value.map((item) => mask(item, depth + 1)) : maskFields(value, depth)
}
