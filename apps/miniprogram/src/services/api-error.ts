import type { ErrorAnswer } from '@kaibo/live-core'

/** A code of the contract; `unknown` is one that a newer server made up. */
export type ApiErrorCode = ErrorAnswer['error']['code']

/**
 * Why a call failed, as far as a person can be told:
 * a code of the contract, or `offline` (no answer came), `timeout`, `bad_answer` (an answer that is not this API's).
 */
export type FailureCode = ApiErrorCode | 'offline' | 'timeout' | 'bad_answer'

/** A failed call. Decide and show text by `code`, never by the message, which is for logs. */
export class ApiFailure extends Error {
  readonly code: FailureCode
  /** For support: finds the request in the server's log. */
  readonly requestId: string | undefined
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: FailureCode,
    detail: string,
    more: { requestId?: string; retryAfterMs?: number | undefined } = {},
  ) {
    super(`${code}: ${detail}`)
    this.name = 'ApiFailure'
    this.code = code
    this.requestId = more.requestId
    this.retryAfterMs = more.retryAfterMs
  }
}

/** The failure's code, whatever was thrown. */
export const failureCode = (error: unknown): FailureCode =>
  error instanceof ApiFailure ? error.code : 'unknown'
