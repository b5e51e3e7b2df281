import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SOME_STREAM } from '../../testing/signed-callback.ts'
import { testKeys } from '../../testing/test-keys.ts'
import { huaweiVector, tencentVectors } from '../tencent-css/testing/tencent-signing-vectors.ts'
import { txSecret, txTime } from '../tencent-css/tx-secret.ts'
import { verifyTx } from './verify-tx.ts'

const NOW_MS = Date.UTC(2026, 10, 22, 12)
const { pushKey, playKey } = testKeys

const sign = (key: string, streamName: string, time: string) =>
  `txSecret=${txSecret(key, streamName, time)}&txTime=${time}`
const upperCase = (text: string) => text.toUpperCase()
const LATER = txTime(NOW_MS + 3_600_000)
const verify = (query: string, keys: readonly string[] = [pushKey], streamName = SOME_STREAM) =>
  verifyTx({ keys, streamName, query, nowMs: NOW_MS })

describe('a URL is let in', () => {
  test.each([...tencentVectors, huaweiVector])(
    'that is signed as document $document prints, until its time',
    ({ key, streamName, txTime: time, expected }) => {
      const expiresAtMs = Number.parseInt(time, 16) * 1000
      const question = { keys: [key], streamName, query: `txSecret=${expected}&txTime=${time}` }
      expect(verifyTx({ ...question, nowMs: expiresAtMs - 1 })).toBe('ok')
      expect(verifyTx({ ...question, nowMs: expiresAtMs })).toBe('expired')
    },
  )

  test('that is signed with the backup key: keys are changed without an outage', () => {
    expect(verify(sign('the-old-key', SOME_STREAM, LATER), [pushKey, 'the-old-key'])).toBe('ok')
    expect(verify(sign(pushKey, SOME_STREAM, LATER), [pushKey, 'the-old-key'])).toBe('ok')
  })

  test('whatever else it carries, in any order', () => {
    expect(verify(`kaibo=t&${sign(pushKey, SOME_STREAM, LATER)}&x=%ff&y`)).toBe('ok')
  })
})

describe('a URL is refused', () => {
  test.each([
    ['without a signature', '', 'missing'],
    ['without its time', `txSecret=${'0'.repeat(32)}`, 'missing'],
    ['with an empty signature', `txSecret=&txTime=${LATER}`, 'malformed'],
    [
      'signed in upper case',
      sign(pushKey, SOME_STREAM, LATER).replace(/[0-9a-f]{32}/, upperCase),
      'malformed',
    ],
    ['with a guessed signature', `txSecret=${'0'.repeat(32)}&txTime=${LATER}`, 'mismatch'],
    ['with two signatures', `${sign(pushKey, SOME_STREAM, LATER)}&txSecret=${'0'.repeat(32)}`, 'malformed'],
    ['with two times', `${sign(pushKey, SOME_STREAM, LATER)}&txTime=FFFFFFFF`, 'malformed'],
    ['whose time has nine digits', sign(pushKey, SOME_STREAM, `0${LATER}`), 'malformed'],
    ['whose time is no hex', sign(pushKey, SOME_STREAM, '0x6D0000'), 'malformed'],
    ['of another stream', sign(pushKey, `${'f'.repeat(32)}z`, LATER), 'mismatch'],
    ['signed with an empty key', sign('', SOME_STREAM, LATER), 'mismatch'],
    [
      'that was extended',
      sign(pushKey, SOME_STREAM, LATER).replace(/txTime=.*/, 'txTime=FFFFFFFF'),
      'mismatch',
    ],
    ['that has expired', sign(pushKey, SOME_STREAM, txTime(NOW_MS)), 'expired'],
  ])('%s', (_, query, verdict) => {
    expect(verify(query)).toBe(verdict)
  })

  test('that was made for the other side: no viewer pushes, and a push URL plays nothing', () => {
    expect(verify(sign(playKey, SOME_STREAM, LATER), [pushKey])).toBe('mismatch')
    expect(verify(sign(pushKey, SOME_STREAM, LATER), [playKey])).toBe('mismatch')
  })

  test('by every side without keys', () => {
    expect(verify(sign('', SOME_STREAM, LATER), [])).toBe('mismatch')
  })

  test('as expired only when its signature holds: the time of a forged one tells nothing', () => {
    expect(verify(`txSecret=${'0'.repeat(32)}&txTime=1`)).toBe('mismatch')
  })

  test('when any one character of it is another', () => {
    const query = sign(pushKey, SOME_STREAM, LATER)
    fc.assert(
      fc.property(
        fc.nat(query.length - 1),
        fc.constantFrom(...'0123456789abcdefABCDEFxz&=%'),
        (at, character) => {
          fc.pre(query[at] !== character)
          expect(verify(query.slice(0, at) + character + query.slice(at + 1))).not.toBe('ok')
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('or judged, never thrown at, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (query, name) => {
        expect(verify(query, [pushKey], name)).not.toBe('ok')
      }),
    )
  })
})
