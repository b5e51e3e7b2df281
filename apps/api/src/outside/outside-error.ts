/**
 * How far a call to an outside service got, which is all that a caller may decide by:
 * - `not-sent`: surely not carried out (the circuit is open, the connection was refused, the service said "too many").
 * - `unknown`: a time-out, a broken connection or an unreadable answer. It may have been carried out, perhaps later.
 * - `refused`: the service answered with an error code of its own; asking again the same way would bring the same.
 */
export type OutsideErrorKind = 'not-sent' | 'unknown' | 'refused'

/** A call to an outside service that failed. Holds no URL, body or header: those carry secrets. */
export class OutsideError extends Error {
  override name = 'OutsideError'
  readonly kind: OutsideErrorKind
  readonly service: string
  /** The service's own error code, or the name of what went wrong on the way, such as `TimeoutError`. */
  readonly code: string | undefined

  constructor(kind: OutsideErrorKind, service: string, code?: string) {
    super(`The call to ${service} failed: ${kind}${code === undefined ? '' : ` (${code})`}`)
    this.kind = kind
    this.service = service
    this.code = code
  }
}
