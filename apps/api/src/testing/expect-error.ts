import { type ErrorAnswer, type ErrorCode, errorStatus } from '@kaibo/live-core'
import { expect } from 'vitest'
import type { Answer } from './loopback.ts'

/** Checks that an answer is the error `code` in the shape every error has, and returns it. */
export function expectError(answer: Answer, code: ErrorCode): ErrorAnswer['error'] {
  const { error, ...rest } = JSON.parse(answer.text) as ErrorAnswer
  expect({ status: answer.status, code: error.code }).toEqual({ status: errorStatus[code], code })
  expect(rest).toEqual({})
  expect(error).toEqual({
    code,
    message: expect.stringMatching(/\S/),
    requestId: answer.headers['x-request-id'],
    ...(error.issues ? { issues: expect.any(Array) } : {}),
  })
  for (const issue of error.issues ?? []) {
    expect(issue).toEqual({ path: expect.any(String), message: expect.stringMatching(/\S/) })
  }
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.headers['cache-control']).toBe('no-store')
  return error
}
