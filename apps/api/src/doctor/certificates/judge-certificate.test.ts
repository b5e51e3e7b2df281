import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeCertificate, judgeNoCertificate } from './judge-certificate.ts'
import type { Certificate } from './probe-certificate.ts'

const DAY_MS = 24 * 3_600_000
const NOW_MS = Date.UTC(2026, 10, 22, 12)
const looked = { id: 'c', place: { zh: '某处', en: 'somewhere' }, host: 'play.kaibo.test', port: 443 }

const codeOf = (change: Partial<Certificate>) => {
  const certificate: Certificate = {
    validFromMs: NOW_MS - DAY_MS,
    validUntilMs: NOW_MS + 90 * DAY_MS,
    coversHost: true,
    subject: 'play.kaibo.test',
    ...change,
  }
  const { verdict, code } = judgeCertificate(certificate, looked, NOW_MS)
  return `${verdict} ${code}`
}
const lasting = (days: number) => codeOf({ validUntilMs: NOW_MS + days * DAY_MS })

describe('by the days that a certificate has left', () => {
  test.each([
    [31, 'ok c.ok'],
    [30, 'ok c.ok'],
    [29.99, 'warn c.ends-soon'],
    [7, 'warn c.ends-soon'],
    [6.99, 'wrong c.ends-this-week'],
    [0.01, 'wrong c.ends-this-week'],
    [0, 'wrong c.expired'],
    [-1, 'wrong c.expired'],
  ])('%d is %s', (days, verdict) => {
    expect(lasting(days)).toBe(verdict)
  })

  test('it never gets better with time', () => {
    const gravity = ['ok', 'warn', 'wrong']
    const of = (days: number) => gravity.indexOf(lasting(days).split(' ')[0] ?? '')
    fc.assert(
      fc.property(fc.double({ min: -50, max: 100, noNaN: true }), fc.nat(50), (days, later) => {
        expect(of(days - later)).toBeGreaterThanOrEqual(of(days))
      }),
    )
  })
})

describe('what a phone meets first is what is told:', () => {
  const untrusted = { distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }
  test.each<[string, Partial<Certificate>]>([
    ['wrong c.expired', { validUntilMs: NOW_MS - 1, coversHost: false, ...untrusted }],
    ['wrong c.not-yet', { validFromMs: NOW_MS + 1, coversHost: false }],
    ['wrong c.other-name', { coversHost: false, ...untrusted }],
    ['wrong c.untrusted', untrusted],
  ])('%s', (verdict, change) => {
    expect(codeOf(change)).toBe(verdict)
  })
})

test.each([
  ['ECONNREFUSED', 'wrong c.nobody'],
  ['EPROTO', 'wrong c.no-tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'wrong c.no-tls'],
  ['ETIMEDOUT', 'unknown c.no-answer'],
  ['ECONNRESET', 'unknown c.no-answer'],
])('a server that shows none with %s is %s', (code, verdict) => {
  const finding = judgeNoCertificate(code, looked)
  expect(`${finding.verdict} ${finding.code}`).toBe(verdict)
})
