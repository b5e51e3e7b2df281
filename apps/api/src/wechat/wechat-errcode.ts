import type { OutsideErrorKind } from '../outside/outside-error.ts'

/** The token is not, or no longer, valid: another one may do (WeChat's global return codes). */
const TOKEN_REJECTED = new Set(['40001', '40014', '42001'])

/** Too busy: it may or may not have been done. */
const BUSY = -1
/** Too often within a minute: turned away at the door. */
const TOO_OFTEN = 45011

/** What became of a call that WeChat answered with this errcode. */
export function errorKindOf(errcode: number): OutsideErrorKind {
  if (errcode === BUSY) return 'unknown'
  return errcode === TOO_OFTEN ? 'not-sent' : 'refused'
}

export const isTokenRejected = (code: string | undefined): boolean =>
  code !== undefined && TOKEN_REJECTED.has(code)
