import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '../random.ts'
import { anyText } from '../testing/any-text.ts'
import { seededRandom } from '../testing/seeded-random.ts'
import { testKeys } from '../testing/test-keys.ts'
import { createPushTokens } from './push-token.ts'
import { newStreamName } from './stream-name.ts'

const tokens = createPushTokens(testKeys.tokenKey)
const random = seededRandom('push tokens')
const issue = newId('issue', random)
const stream = newStreamName(random)
const token = tokens.sign(issue, stream)

const URL_SAFE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('push tokens', () => {
  test('a token names its issue', () => {
    for (let round = 0; round < 200; round++) {
      const id = newId('issue', random)
      const name = newStreamName(random)
      expect(tokens.verify(tokens.sign(id, name), name)).toBe(id)
    }
  })

  test('a token needs no escaping in a URL', () => {
    expect(token).toMatch(/^[A-Za-z0-9_.-]+$/)
    expect(new URLSearchParams(`kaibo=${token}`).get('kaibo')).toBe(token)
  })

  test('any altered character makes it worthless, the spare bits of the last one included', () => {
    const altered = Array.from(token).flatMap((character, index) =>
      Array.from(`${URL_SAFE}. =`)
        .filter((other) => other !== character)
        .map((other) => token.slice(0, index) + other + token.slice(index + 1)),
    )
    expect(altered.length).toBeGreaterThan(3_000)
    expect(altered.filter((text) => tokens.verify(text, stream) !== undefined)).toEqual([])
  })

  test.each([
    ['cut', token.slice(0, -1)],
    ['lengthened', `${token}A`],
    ['padded', `${token}==`],
    ['followed by a line break', `${token}\n`],
    ['preceded by a space', ` ${token}`],
    ['without its mac', issue],
    ['with an empty mac', `${issue}.`],
    ['empty', ''],
  ])('%s it is refused', (_, text) => {
    expect(tokens.verify(text, stream)).toBeUndefined()
  })

  test('it is worthless for another stream, and for another key', () => {
    expect(tokens.verify(token, newStreamName(random))).toBeUndefined()
    expect(createPushTokens(`${testKeys.tokenKey}x`).verify(token, stream)).toBeUndefined()
    expect(tokens.verify(createPushTokens(testKeys.callbackKey).sign(issue, stream), stream)).toBeUndefined()
  })

  test('the mac of one issue does not fit another', () => {
    const other = tokens.sign(newId('issue', random), stream)
    expect(tokens.verify(`${issue}.${other.split('.')[1]}`, stream)).toBeUndefined()
  })

  test('the key itself is not in the mac: each purpose derives its own', () => {
    expect(token).not.toContain(Buffer.from(testKeys.tokenKey).toString('base64url'))
  })

  test('no text makes verification throw', () => {
    const nearMiss = fc
      .tuple(fc.stringMatching(/^issue_[0-9a-z]{20}$/), anyText(24))
      .map(([id, mac]) => `${id}.${mac}`)
    const urlSafeMac = fc
      .tuple(fc.stringMatching(/^issue_[0-9a-z]{20}$/), fc.stringMatching(/^[A-Za-z0-9_-]{22}$/))
      .map(([id, mac]) => `${id}.${mac}`)
    fc.assert(
      fc.property(fc.oneof(anyText(), nearMiss, urlSafeMac), (text) => {
        expect(tokens.verify(text, stream)).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })
})
