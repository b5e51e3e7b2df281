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

  test.each(['', 'x', 'AAAA', '!', encrypted.slice(4)])('of %j', (text) => {
    expect(decryptPush(text, aesKey, appId)).toBeUndefined()
  })

  test('of other bytes', () => {
    const other = fc
      .uint8Array({ maxLength: 4 })
      .map((seed) => Buffer.alloc(64, Buffer.from([1, ...seed])).toString('base64'))
    fc.assert(
      fc.property(other, (text) => {
        expect(decryptPush(text, aesKey, appId)).toBeUndefined()
      }),
      { numRuns: 1_000 },
    )
  })

  test('with an exception: a change of the bytes, which the signature would show, makes another text or none', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x40
      expect(() => decryptPush(changed.toString('base64'), aesKey, appId)).not.toThrow()
    }
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
