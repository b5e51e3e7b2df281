const SECRET_FIELDS = new Set(['sign', 't'])
const PERSONAL_FIELDS = new Set(['user_ip', 'node'])

/**
 * A callback's payload without what must not be kept: its signature (good for any body until it expires), the
 * broadcaster's address, and `stream_param`, which echoes the push URL's own signature.
 */
export function maskPayload(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).filter(
      ([name]) => !SECRET_FIELDS.has(name) && !PERSONAL_FIELDS.has(name) && name !== 'stream_param',
    ),
  )
}
