import { describe, expect, test } from 'vitest'
import { asStoreError, StoreUnavailableError } from './store-error.ts'

function thrownBy(error: unknown): unknown {
  try {
    asStoreError(error)
  } catch (thrown) {
    return thrown
  }
}
const withCode = (code: unknown, message = 'x') => Object.assign(new Error(message), { code })

describe('"not now": the request may be tried again', () => {
  test.each([
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT'],
    // Connection exceptions, insufficient resources, shutting down or starting up, cut by the time limit.
    ...[
      '08000',
      '08003',
      '08006',
      '53000',
      '53100',
      '53200',
      '53300',
      '57P01',
      '57P02',
      '57P03',
      '57P05',
      '57014',
      '40001',
      '40P01',
    ],
  ])('code %s', (code) => {
    const error = withCode(code)
    expect(thrownBy(error)).toBeInstanceOf(StoreUnavailableError)
    expect(thrownBy(error)).toMatchObject({ cause: error })
  })

  test.each([
    'timeout exceeded when trying to connect',
    'timeout expired',
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
  ])('message "%s"', (message) => {
    expect(thrownBy(new Error(message))).toBeInstanceOf(StoreUnavailableError)
  })
})

describe('a mistake of ours passes as it is', () => {
  test.each(['23505', '23503', '22P02', '22021', '42601', '42P01', '57', '5', '', undefined, 8006])(
    'code %j',
    (code) => {
      const error = withCode(code)
      expect(thrownBy(error)).toBe(error)
    },
  )

  test.each([
    new Error('syntax error'),
    new TypeError('x is undefined'),
    'text',
    undefined,
    null,
    { code: '08006' },
  ])('%o', (error) => {
    expect(thrownBy(error)).toBe(error)
  })
})
