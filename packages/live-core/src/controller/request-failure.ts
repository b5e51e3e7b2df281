import { MAX_DELAY_MS } from '../backoff/backoff-policy.ts'
import type { ErrorCode } from '../error/error-code.ts'

/**
 * Why a request came to nothing: the API's error code (`unknown` when this version does not know it), or `network`
 * when no answer came at all.
 */
export type RequestFailure = ErrorCode | 'network' | 'unknown'

/**
 * What a failure means for whoever asked: `retry` may pass by itself (a lost session too, the next request logs in
 * again); `busy`: another device of the same person has the room; `refused` stays as it is until something else
 * changes.
 */
export const requestFailureMeaning: Readonly<
  Record<RequestFailure, 'retry' | 'refused' | 'busy' | 'not-found' | 'ended'>
> = {
  network: 'retry',
  unknown: 'retry',
  internal: 'retry',
  unavailable: 'retry',
  rate_limited: 'retry',
  unauthenticated: 'retry',
  login_code_rejected: 'retry',
  login_refused: 'refused',
  invalid_request: 'refused',
  callback_rejected: 'refused',
  not_allowed: 'refused',
  method_not_allowed: 'refused',
  idempotency_key_reused: 'refused',
  publisher_busy: 'busy',
  not_configured: 'refused',
  last_operator: 'refused',
  application_pending: 'refused',
  application_not_needed: 'refused',
  applications_closed: 'refused',
  application_decided: 'refused',
  payload_too_large: 'refused',
  unsupported_media_type: 'refused',
  text_rejected: 'refused',
  not_found: 'not-found',
  room_ended: 'ended',
}

/** The server's wish as the back-off takes it: whole milliseconds in range, or none if it makes no sense. */
export function usableRetryAfterMs(retryAfterMs: number | undefined): number | undefined {
  if (retryAfterMs === undefined || !(retryAfterMs > 0)) return undefined
  return Math.min(MAX_DELAY_MS, Math.ceil(retryAfterMs))
}
