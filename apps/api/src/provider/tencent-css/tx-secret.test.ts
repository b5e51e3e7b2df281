import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { huaweiVector, tencentVectors } from './testing/tencent-signing-vectors.ts'
import { txSecret, txTime } from './tx-secret.ts'

describe('txSecret', () => {
  test.each([...tencentVectors, huaweiVector])(
    'is what document $document prints',
    ({ key, streamName, txTime, expected }) => {
      expect(txSecret(key, streamName, txTime)).toBe(expected)
    },
  )

  test.each(tencentVectors)(
    'hashes txTime literally: the other case gives another signature ($document)',
    ({ key, streamName, txTime, expected }) => {
      const other = txTime === txTime.toUpperCase() ? txTime.toLowerCase() : txTime.toUpperCase()
      expect(txSecret(key, streamName, other)).not.toBe(expected)
    },
  )

  test('is 32 lower-case hex digits for any input', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (key, name, time) => {
        expect(txSecret(key, name, time)).toMatch(/^[0-9a-f]{32}$/)
      }),
    )
  })
})

describe('txTime', () => {
  test('is the expiry in UNIX seconds as upper-case hex', () => {
    expect(txTime(1_546_064_025_000)).toBe('5C271099')
    expect(txTime(Date.UTC(2030, 0, 1))).toBe('70DBD880')
  })

  test('cuts a part of a second off, so that the URL never outlives what was promised', () => {
    expect(txTime(1_546_064_025_999)).toBe('5C271099')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (expiresAtMs) => {
        const seconds = Number.parseInt(txTime(expiresAtMs), 16)
        expect(seconds * 1000).toBeLessThanOrEqual(expiresAtMs)
        expect(expiresAtMs - seconds * 1000).toBeLessThan(1000)
      }),
    )
  })

  test('has eight digits until the year 2106, as the provider documents it', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2106, 0) }), (ms) => {
        expect(txTime(ms)).toMatch(/^[0-9A-F]{8}$/)
      }),
    )
  })
})
