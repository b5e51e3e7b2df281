import { expect, test } from 'vitest'
import { transportError } from './transport-error.ts'

const failed = (cause: unknown) => new TypeError('fetch failed', { cause })
const system = (code: string, syscall: string) => Object.assign(new Error(), { code, syscall })

test.each([
  ['a refused connection', system('ECONNREFUSED', 'connect')],
  ['a connection that took too long for the system', system('ETIMEDOUT', 'connect')],
  [
    'a connection that took too long for fetch',
    Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' }),
  ],
  ['a host out of reach', system('EHOSTUNREACH', 'connect')],
  ['a name that does not exist', system('ENOTFOUND', 'getaddrinfo')],
  ['a name server that does not answer', system('EAI_AGAIN', 'getaddrinfo')],
  [
    'every address of a name refused',
    Object.assign(new AggregateError([system('ECONNREFUSED', 'connect'), system('ENETUNREACH', 'connect')]), {
      code: 'ECONNREFUSED',
    }),
  ],
])('after %s nothing was sent', (_, cause) => {
  expect(transportError('test', failed(cause))).toMatchObject({
    kind: 'not-sent',
    code: cause.code ?? 'AggregateError',
  })
})

test.each([
  ['a reset', system('ECONNRESET', 'read')],
  ['a host that went out of reach in the middle', system('EHOSTUNREACH', 'read')],
  ['a time-out', Object.assign(new Error(), { name: 'TimeoutError' })],
  [
    'one address of several that was cut later',
    new AggregateError([system('ECONNREFUSED', 'connect'), system('EPIPE', 'write')]),
  ],
  ['nothing at all', undefined],
  ['a text', 'ECONNREFUSED'],
  ['an empty list of failures', new AggregateError([])],
])('after %s it is unknown what was done', (_, cause) => {
  expect(transportError('test', failed(cause)).kind).toBe('unknown')
  expect(transportError('test', cause).kind).toBe('unknown')
})

test.each([[{ code: 'secret text', name: 'https://x/?secret' }], [{ code: 7, name: 7 }], [null]])(
  'of %o no text goes on that could hold more than a code',
  (cause) => {
    expect(transportError('test', failed(cause)).code).toMatch(/^(TypeError|UnknownError)$/)
  },
)
