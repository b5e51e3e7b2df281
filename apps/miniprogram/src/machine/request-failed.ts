import type { RequestFailure } from '@kaibo/live-core'
import { ApiFailure, type FailureCode } from '../services/api-error.ts'

export type RequestFailed = {
  type: 'request-failed'
  requestId: number
  code: RequestFailure
  retryAfterMs?: number | undefined
}

/** A failed call as the machines hear of it. */
export function requestFailed(requestId: number, error: unknown): RequestFailed {
  const failure = error instanceof ApiFailure ? error : new ApiFailure('unknown', String(error))
  return {
    type: 'request-failed',
    requestId,
    code: codeOf(failure.code),
    retryAfterMs: failure.retryAfterMs,
  }
}

function codeOf(code: FailureCode): RequestFailure {
  if (code === 'offline' || code === 'timeout') return 'network'
  return code === 'bad_answer' ? 'unknown' : code
}
