import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testKeys } from '../testing/test-keys.ts'
import { bearerToken, createSessionTokens } from './session-token.ts'

const tokens = createSessionTokens(testKeys.tokenKey, randomBytes)
const token = tokens.create()

describe('a session token', () => {
  test('holds 256 random bits, and no two are the same', () => {
    const many = Array.from({ length: 10_000 }, () => tokens.create())
    expect(many.every((text) => /^[A-Za-z0-9_-]{43}$/.test(text))).toBe(true)
    expect(new Set(many).size).toBe(many.length)
  })

  test('is stored under a hash that only our key makes', () => {
    expect(tokens.hash(token)).toBe(tokens.hash(token))
    expect(tokens.hash(token)).not.toContain(token)
    expect(tokens.hash(tokens.create())).not.toBe(tokens.hash(token))
    expect(createSessionTokens(`${testKeys.tokenKey}x`, randomBytes).hash(token)).not.toBe(tokens.hash(token))
  })
})

describe('an Authorization header', () => {
  test.each([`Bearer ${token}`, `bearer ${token}`, `BEARER ${token}`])('%s carries the token', (header) => {
    expect(bearerToken(header)).toBe(token)
  })

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    token,
    `Basic ${token}`,
    `Bearer  ${token}`,
    `Bearer ${token} `,
    ` Bearer ${token}`,
    `Bearer ${token} ${token}`,
    `Bearer ${token},${token}`,
    `Bearer ${token}=`,
    `Bearer ${token.slice(1)}`,
    `Bearer ${token.slice(1)}\n`,
    `Bearer\t${token}`,
  ])('%j carries none', (header) => {
    expect(bearerToken(header)).toBeUndefined()
  })

  test('of any text never throws', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(bearerToken(header)).toBeUndefined()
      }),
    )
  })
})
