import { createHmac, hkdfSync } from 'node:crypto'
import type { RandomBytes } from '../random.ts'

const PATTERN = /^[A-Za-z0-9_-]{43}$/

/** Makes session tokens (256 random bits) and the keyed hash under which alone they are stored. */
export type SessionTokens = {
  create(): string
  hash(token: string): string
}

export function createSessionTokens(tokenKey: string, random: RandomBytes): SessionTokens {
  return {
    create: () => random(32).toString('base64url'),
    hash: keyedHash(tokenKey, 'kaibo session token'),
  }
}

/** The keyed hash under which login codes are remembered; no session token has the same. */
export const createLoginCodeHash = (tokenKey: string) => keyedHash(tokenKey, 'kaibo login code')

function keyedHash(tokenKey: string, purpose: string): (text: string) => string {
  const key = Buffer.from(hkdfSync('sha256', tokenKey, '', purpose, 32))
  return (text) => createHmac('sha256', key).update(text).digest('base64url')
}

/** The token of an `Authorization: Bearer …` header, or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  const [scheme, token, ...rest] = (header ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || rest.length > 0) return undefined
  return PATTERN.test(token) ? token : undefined
}
