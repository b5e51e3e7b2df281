import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { newId } from './random.ts'
import { seededRandom } from './testing/seeded-random.ts'

const PREFIXES = ['room', 'user', 'issue'] as const

test.each(PREFIXES)(
  'a %s id is its prefix and 20 characters that are not mistaken for one another',
  (prefix) => {
    for (let round = 0; round < 1_000; round++) {
      expect(newId(prefix, randomBytes)).toMatch(new RegExp(`^${prefix}_[0-9abcdefghjkmnpqrstvwxyz]{20}$`))
    }
  },
)

test('every character of the alphabet comes equally often: 100 bits, none lost', () => {
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
  const counts = new Map<string, number>()
  for (let start = 0; start < 256; start += 16) {
    const twenty = Buffer.concat([everyByte.subarray(start, start + 16), Buffer.alloc(4)])
    for (const character of newId('room', () => twenty).slice(5, 21)) {
      counts.set(character, (counts.get(character) ?? 0) + 1)
    }
  }
  expect(counts.size).toBe(32)
  expect([...counts.values()]).toEqual(Array(32).fill(8))
})

test('50,000 ids are all different', () => {
  expect(new Set(Array.from({ length: 50_000 }, () => newId('room', randomBytes))).size).toBe(50_000)
})

test('the same randomness gives the same id', () => {
  expect(newId('user', seededRandom('x'))).toBe(newId('user', seededRandom('x')))
  expect(newId('user', seededRandom('x'))).not.toBe(newId('user', seededRandom('y')))
})

test('a room id fits into the 32-character scene of a mini-program code', () => {
  expect(newId('room', randomBytes).length).toBeLessThanOrEqual(32)
})
