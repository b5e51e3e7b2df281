import { expect, test } from 'vitest'
import { seededRandom } from '../testing/seeded-random.ts'
import { createTokenSeal } from './token-seal.ts'

const seal = createTokenSeal('wx1', 'secret-1', seededRandom('seal'))
const TOKEN = 'canary-access-token-0123456789'

test('a sealed token shows nothing, is another text each time, and opens again', () => {
  const [first, second] = [seal.seal(TOKEN), seal.seal(TOKEN)]
  expect(first).not.toBe(second)
  expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain(TOKEN)
  expect([seal.open(first), seal.open(second)]).toEqual([TOKEN, TOKEN])
})

test('another AppSecret or AppID opens nothing: after a reset of the secret a new token is fetched', () => {
  const sealed = seal.seal(TOKEN)
  expect(createTokenSeal('wx1', 'secret-2', seededRandom('x')).open(sealed)).toBeUndefined()
  expect(createTokenSeal('wx2', 'secret-1', seededRandom('x')).open(sealed)).toBeUndefined()
})

test('a text that was changed anywhere opens nothing', () => {
  const bytes = Buffer.from(seal.seal(TOKEN), 'base64url')
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes)
    changed[index] = (changed[index] ?? 0) ^ 1
    expect(seal.open(changed.toString('base64url'))).toBeUndefined()
  }
  for (const text of ['', 'x', 'AAAA', TOKEN]) expect(seal.open(text)).toBeUndefined()
})
