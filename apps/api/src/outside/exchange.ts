import { OutsideError } from './outside-error.ts'
import { readBounded } from './read-bounded.ts'
import { transportError } from './transport-error.ts'

/** One HTTP request to an outside service. */
export type OutsideRequest = {
  url: string
  method: 'GET' | 'POST' | 'DELETE'
  headers?: Record<string, string>
  body?: string
  /** A longer answer is dropped; 64 KiB unless a picture is asked for. */
  maxAnswerBytes?: number
}

/** An answer that came whole, and what its sender calls it (empty when it does not say). */
export type OutsideAnswer = { bytes: Buffer; mediaType: string }

type Options = { service: string; fetch: typeof fetch; timeoutMs: number }

/** Far more than any answer in JSON of the services that we call. */
const MAX_ANSWER_BYTES = 64 * 1024

/**
 * One try: the answer, if it came whole within `timeoutMs` with a 2xx status. Redirects are not followed: they
 * could lead inwards, and would carry the credentials along. Rejects with `OutsideError`.
 */
export async function exchange(request: OutsideRequest, options: Options): Promise<OutsideAnswer> {
  const { service, timeoutMs } = options
  const { url, maxAnswerBytes = MAX_ANSWER_BYTES, ...init } = request
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const answer = await options.fetch(url, { ...init, redirect: 'manual', signal })
    if (!answer.ok) {
      // Unread, it would hold the connection.
      answer.body?.cancel().catch(() => undefined)
      throw new OutsideError('unknown', service, `HTTP ${answer.status}`)
    }
    const mediaType = answer.headers.get('content-type') ?? ''
    return { bytes: await readBounded(answer, maxAnswerBytes), mediaType }
  } catch (error) {
    throw error instanceof OutsideError ? error : transportError(service, error)
  }
}
