import type { ErrorAnswer } from '@kaibo/live-core'

/** The API answered, and the answer is no. */
export class ApiError extends Error {
  readonly status: number
  /** A code of the contract, or `unknown`. Decide by this, never by the message. */
  readonly code: string

  constructor(call: string, status: number, error: ErrorAnswer['error'] | undefined) {
    const detail = error === undefined ? 'no error body' : `${error.message} [request ${error.requestId}]`
    super(`${call} was answered ${status}: ${detail}`)
    this.name = 'ApiError'
    this.status = status
    this.code = error?.code ?? 'unknown'
  }
}

/** There was no answer, or not one of this API. */
export class ApiUnreachable extends Error {
  constructor(baseUrl: string, cause: unknown) {
    super(`the API at ${baseUrl} does not answer (${reasonOf(cause)})`, { cause })
    this.name = 'ApiUnreachable'
  }
}

/** fetch says only "fetch failed"; the useful word is one level down. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return error.message
}
