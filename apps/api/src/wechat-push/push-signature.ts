import { createHash, timingSafeEqual } from 'node:crypto'

/** WeChat's signature of a push: SHA-1 over the token and what it covers, sorted as texts and joined. */
export const pushSignature = (parts: readonly string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')

/** Compares in constant time. */
export function isPushSignature(given: string, parts: readonly string[]): boolean {
  const expected = Buffer.from(pushSignature(parts))
  const actual = Buffer.from(given)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
