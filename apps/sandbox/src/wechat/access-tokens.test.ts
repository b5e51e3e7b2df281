import { beforeEach, describe, expect, test } from 'vitest'
import { AccessTokens } from './access-tokens.ts'

const MINUTE_MS = 60_000
let nowMs: number
let tokens: AccessTokens
beforeEach(() => {
  nowMs = 1_000_000_000
  let number = 0
  tokens = new AccessTokens(
    () => nowMs,
    () => `token-${++number}`,
  )
})
const ask = (force = false) => tokens.issue({ force }).access_token
const errcode = (text: string | undefined) => {
  try {
    tokens.check(text)
    return 0
  } catch (error) {
    return (error as { errcode: number }).errcode
  }
}

test('asking again brings the same token with less time left, until its last five minutes', () => {
  expect(tokens.issue({ force: false })).toEqual({ access_token: 'token-1', expires_in: 7_200 })
  nowMs += 115 * MINUTE_MS - 1
  expect(tokens.issue({ force: false })).toEqual({ access_token: 'token-1', expires_in: 300 })
  nowMs += 1
  expect(tokens.issue({ force: false })).toEqual({ access_token: 'token-2', expires_in: 7_200 })
})

test('the old token holds beside the new one to its end, and is then called expired', () => {
  ask()
  nowMs += 116 * MINUTE_MS
  ask()
  expect([errcode('token-1'), errcode('token-2')]).toEqual([0, 0])
  nowMs += 4 * MINUTE_MS
  expect([errcode('token-1'), errcode('token-2')]).toEqual([42001, 0])
})

describe('forcing', () => {
  test('makes the old token void at once', () => {
    ask()
    expect(ask(true)).toBe('token-2')
    expect([errcode('token-1'), errcode('token-2')]).toEqual([40001, 0])
  })

  test('within 30 s of the last time changes nothing', () => {
    ask(true)
    nowMs += 29_999
    expect(ask(true)).toBe('token-1')
    nowMs += 1
    expect(ask(true)).toBe('token-2')
  })

  test('goes 20 times a day', () => {
    for (let index = 0; index < 20; index += 1) {
      ask(true)
      nowMs += 30_000
    }
    expect(() => ask(true)).toThrow('daily quota')
    nowMs += 24 * 60 * MINUTE_MS
    expect(ask(true)).toBe('token-21')
  })
})

test('what is no token says so', () => {
  expect([errcode(undefined), errcode(''), errcode('x')]).toEqual([41001, 41001, 40001])
})

test('on demand every token ends, or is void', () => {
  ask()
  tokens.expire()
  expect(errcode('token-1')).toBe(42001)
  expect(ask()).toBe('token-2')
  tokens.revoke()
  expect(errcode('token-2')).toBe(40001)
})
