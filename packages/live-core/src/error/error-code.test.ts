import { describe, expect, test } from 'vitest'
import { type Operation, operations } from '../http/index.ts'
import { errorAnswer } from './error-answer.ts'
import { errorCodes, errorStatus } from './error-code.ts'

describe('the table of error codes', () => {
  test('gives every code a status of its kind, and covers every code that an operation names', () => {
    expect(errorCodes).toEqual(Object.keys(errorStatus))
    for (const code of errorCodes) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect([400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503]).toContain(errorStatus[code])
    }
    for (const { errors } of Object.values<Operation>(operations)) {
      for (const code of errors) expect(errorCodes).toContain(code)
    }
  })

  test('does not hold "unknown": that is how a client reads a code it does not know', () => {
    expect(errorCodes).not.toContain('unknown')
    const answer = { error: { code: 'from_the_future', message: 'x', requestId: '1', more: true } }
    expect(errorAnswer.parse(answer)).toEqual({ error: { code: 'unknown', message: 'x', requestId: '1' } })
  })
})
