import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { txSecret, verifyTx } from './tx-signature.ts'

const NOW_MS = 1_700_000_000_000
const LATER = (NOW_MS / 1000 + 3600).toString(16)

function verify(query: string, { keys = ['key', 'backup'], streamName = 'room', nowMs = NOW_MS } = {}) {
  return verifyTx({ keys, streamName, query, nowMs })
}

function signed(key: string, txTime = LATER): string {
  return `txSecret=${txSecret(key, 'room', txTime)}&txTime=${txTime}`
}

describe('txSecret', () => {
  // cloud.tencent.com/document/product/267/32735 and 267/43123
  test.each([
    ['e12c46f2612d5106e2034781ab261ca3', 'test', '5C271099', 'f85a2ab363fe4deaffef9754d79da6fe'],
    ['somestring', 'test', '5c2acacc', 'b77e812107e1d8b8f247885a46e1bd34'],
    ['somestring', 'test_900', '5c2acacc', '4beae959b16c77da6a65c7edda1dfefe'],
  ])('agrees with the published example for %s %s %s', (key, streamName, txTime, expected) => {
    expect(txSecret(key, streamName, txTime)).toBe(expected)
  })
})

describe('verifyTx', () => {
  test('accepts the primary and the backup key', () => {
    expect(verify(signed('key'))).toBe('ok')
    expect(verify(signed('backup'))).toBe('ok')
  })

  test('uses txTime as it is written, in either case', () => {
    expect(verify(signed('key', LATER.toUpperCase()))).toBe('ok')
    expect(verify(signed('key').replace(LATER, LATER.toUpperCase()))).toBe('mismatch')
  })

  test('ignores parameters of other names, in any order', () => {
    const [secret, time] = signed('key').split('&')
    expect(verify(`room=1&${time}&token=a%20b&${secret}`)).toBe('ok')
  })

  test.each([
    ['no query', ''],
    ['no txSecret', `txTime=${LATER}`],
    ['no txTime', `txSecret=${'a'.repeat(32)}`],
    ['names in another case', signed('key').toLowerCase()],
  ])('calls a URL with %s unsigned', (_what, query) => {
    expect(verify(query)).toBe('missing')
  })

  test.each([
    ['an empty txTime', signed('key').replace(/txTime=.*/, 'txTime=')],
    ['a prefixed txTime', signed('key', `0x${LATER}`.slice(0, 8))],
    ['a decimal fraction', signed('key', '7fffff.f')],
    ['a negative txTime', signed('key', '-1')],
    ['nine digits, which would be far in the future', signed('key', `1${LATER}`)],
    ['an upper-case txSecret', signed('key').replace(/=(\w{32})/, (_all, hex) => `=${hex.toUpperCase()}`)],
    ['a txSecret that is too short', signed('key').replace(/=\w/, '=')],
    ['txSecret twice', `${signed('key')}&${signed('key').split('&')[0]}`],
    ['txTime twice', `${signed('key')}&txTime=${LATER}`],
  ])('refuses %s as malformed', (_what, query) => {
    expect(verify(query)).toBe('malformed')
  })

  test('tells an expired URL from one that was never valid', () => {
    const justNow = (NOW_MS / 1000).toString(16)
    expect(verify(signed('key', justNow))).toBe('expired')
    expect(verify(signed('key', justNow), { nowMs: NOW_MS - 1 })).toBe('ok')
    expect(verify(signed('other', justNow))).toBe('mismatch')
  })

  test('never accepts an empty key or an empty list of keys', () => {
    expect(verify(signed(''), { keys: [''] })).toBe('mismatch')
    expect(verify(signed('key'), { keys: [] })).toBe('mismatch')
  })

  test('accepts what was signed and nothing that differs in key, stream name, time or secret', () => {
    const text = fc.string({ minLength: 1, maxLength: 40 })
    const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/)
    const time = fc.integer({ min: NOW_MS / 1000 + 1, max: 0xffffffff })
    fc.assert(
      fc.property(text, text, name, name, time, time, (key, otherKey, streamName, otherName, at, otherAt) => {
        fc.pre(key !== otherKey && streamName !== otherName && at !== otherAt)
        const txTime = at.toString(16)
        const query = `txSecret=${txSecret(key, streamName, txTime)}&txTime=${txTime}`
        const question = { keys: [key], streamName, query, nowMs: NOW_MS }
        expect(verifyTx(question)).toBe('ok')
        expect(verifyTx({ ...question, nowMs: at * 1000 })).toBe('expired')
        expect(verifyTx({ ...question, keys: [otherKey] })).toBe('mismatch')
        const otherTime = query.replace(/txTime=.*/, `txTime=${otherAt.toString(16)}`)
        expect(verifyTx({ ...question, query: otherTime })).toBe('mismatch')
        // The formula has no separator: names that only move the border to txTime are another matter.
        fc.pre(`${otherName}${txTime}` !== `${streamName}${txTime}`)
        expect(verifyTx({ ...question, streamName: otherName })).toBe('mismatch')
      }),
    )
  })

  test('never throws and never says ok, whatever the query', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(verify(query)).not.toBe('ok')
        expect(verify(`txSecret=${query}&txTime=${query}`)).not.toBe('ok')
      }),
    )
  })
})
