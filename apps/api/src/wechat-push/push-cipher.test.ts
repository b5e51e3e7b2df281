import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decryptPush } from './push-cipher.ts'
import { isPushSignature, pushSignature } from './push-signature.ts'
import { encryptPush } from './testing/signed-push.ts'
import { cipherVector, signatureVector } from './testing/wechat-vectors.ts'

const { aesKey, appId, message, encrypted } = cipherVector

describe('WeChat’s own examples', () => {
  test('have the signature that we make, in whichever order the parts come', () => {
    const { token, timestamp, nonce, signature } = signatureVector
    for (const parts of [
      [token, timestamp, nonce],
      [nonce, token, timestamp],
    ]) {
      expect(pushSignature(parts)).toBe(signature)
      expect(isPushSignature(signature, parts)).toBe(true)
    }
  })

  test('are decrypted, and encrypted by the tests’ own writer', () => {
    expect(decryptPush(encrypted, aesKey, appId)).toBe(message)
    expect(encryptPush(message, aesKey, appId)).toBe(encrypted)
  })
})

test('any message comes out as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(decryptPush(encryptPush(text, aesKey, appId), aesKey, appId)).toBe(text)
    }),
  )
})

describe('nothing is decrypted', () => {
  const bytes = Buffer.from(encrypted, 'base64')

  test('for another mini-program or with another key', () => {
    expect(decryptPush(encrypted, aesKey, 'wx0000000000000000')).toBeUndefined()
    expect(decryptPush(encrypted, `${aesKey.slice(1)}a`, appId)).toBeUndefined()
  })

  test.each(['', 'x', 'AAAA', '!', encrypted.slice(4), `${encrypted}AAAA`])('of %j', (text) => {
    expect(decryptPush(text, aesKey, appId)).toBeUndefined()
  })

  test('of other bytes, and no exception comes of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 128 }), fc.nat(bytes.length - 1), (other, at) => {
        const changed = Buffer.from(bytes)
        changed[at] = (changed[at] ?? 0) ^ 0x40
        for (const each of [Buffer.from(other), changed]) {
          const text = decryptPush(each.toString('base64'), aesKey, appId)
          // A change in the random bytes in front of the message is the signature's business.
          if (text !== undefined) expect([message, at < 16]).toEqual([text, true])
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each([
  '',
  'x',
  signatureVector.signature.toUpperCase(),
  signatureVector.signature.slice(1),
  'é'.repeat(40),
])('the signature %j fits nothing', (signature) => {
  const { token, timestamp, nonce } = signatureVector
  expect(isPushSignature(signature, [token, timestamp, nonce])).toBe(false)
})
