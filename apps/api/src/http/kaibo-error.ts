import type { ErrorCode, ErrorIssue } from '@kaibo/live-core'

/** An answer with a status of 400 or more. Thrown anywhere below a handler; the error handler is the only reader. */
export class KaiboError extends Error {
  override name = 'KaiboError'
  readonly code: ErrorCode
  readonly issues: readonly ErrorIssue[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ErrorCode,
    message: string,
    {
      issues,
      headers = {},
      cause,
    }: { issues?: readonly ErrorIssue[]; headers?: Record<string, string>; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.issues = issues
    this.headers = headers
  }
}
