import { OutsideError } from './outside-error.ts'

/**
 * What became of a call that failed on its way. Only a connection that never came to be is surely `not-sent`; a
 * time-out, a reset or half an answer may follow a request that was carried out. Of the original only a code or a
 * name goes on: fetch's errors may hold the URL, and the URL a secret.
 */
export function transportError(service: string, error: unknown): OutsideError {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return new OutsideError(neverConnected(cause) ? 'not-sent' : 'unknown', service, briefCode(cause))
}

/** An AggregateError holds one failure for each address of the name that was tried. */
function neverConnected(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(neverConnected)
  const syscall = member(cause, 'syscall')
  // undici's own time limit for connecting has no system call.
  return (
    syscall === 'connect' || syscall === 'getaddrinfo' || member(cause, 'code') === 'UND_ERR_CONNECT_TIMEOUT'
  )
}

function briefCode(cause: unknown): string {
  const code = member(cause, 'code')
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code)) return code
  const name = member(cause, 'name')
  return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'UnknownError'
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
