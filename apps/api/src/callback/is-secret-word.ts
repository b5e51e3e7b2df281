import { timingSafeEqual } from 'node:crypto'

/** Whether a callback's path ends in the secret word; compared in constant time. */
export function isSecretWord(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
