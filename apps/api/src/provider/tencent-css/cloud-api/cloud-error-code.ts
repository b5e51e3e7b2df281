import type { OutsideErrorKind } from '../../../outside/outside-error.ts'

/** Too many calls in this second: turned away at the door. */
const TURNED_AWAY = /^(RequestLimitExceeded(\.|$)|LimitExceeded\.RateLimitExceeded$)/

/** Something behind the door failed, before or after it was done. */
const FAILED_INSIDE = new Set([
  'FailedOperation.CallOtherSvrFailed',
  'InternalError',
  'InternalError.CallOtherSvrError',
  'InternalError.ConnectDbError',
  'InternalError.DBError',
  'InternalError.GetBizidError',
  'InternalError.GetConfigError',
  'InternalError.GetStreamInfoError',
  'InternalError.GetUpstreamInfoError',
  'InternalError.NetworkError',
  'InternalError.SystemError',
  'InternalError.UpdateDataError',
])

/**
 * Nobody pushes the stream, so there is nothing to drop. Only those: other `ResourceNotFound` codes say that the
 * account has no such domain or that its service was stopped, and then a push may well go on.
 */
const NOT_PUSHED = new Set([
  'FailedOperation.HasNotLivingStream',
  'FailedOperation.StreamNotExist',
  'InternalError.HasNotLivingStream',
  'ResourceNotFound.StreamNotAlive',
  'ResourceUnavailable.StreamNotExist',
])

/** Codes of Tencent's live API (document 267/20481 and its common codes), by what became of the call. */
export function errorKindOf(code: string): OutsideErrorKind {
  if (TURNED_AWAY.test(code)) return 'not-sent'
  return FAILED_INSIDE.has(code) ? 'unknown' : 'refused'
}

export const isNotPushed = (code: string): boolean => NOT_PUSHED.has(code)

/** Of the codes that all of Tencent's APIs have in common (document 1388/114322): the key may not do this. */
export const isUnauthorized = (code: string): boolean =>
  /^(AuthFailure\.)?UnauthorizedOperation(\.|$)/.test(code)
