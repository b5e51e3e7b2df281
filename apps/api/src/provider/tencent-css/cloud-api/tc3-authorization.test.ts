import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testKeys } from '../../../testing/test-keys.ts'
import { type Tc3Message, tc3Authorization } from './tc3-authorization.ts'
import { tc3Vectors } from './testing/tc3-vectors.ts'

const key = { secretId: testKeys.cloudSecretId, secretKey: testKeys.cloudSecretKey }
const message: Tc3Message = {
  service: 'live',
  timestampSeconds: 1_551_113_065,
  headers: {
    'content-type': 'application/json',
    host: 'live.tencentcloudapi.com',
    'x-tc-action': 'DropLiveStream',
  },
  payload: '{"StreamName":"a"}',
}
const signatureOf = (...args: Parameters<typeof tc3Authorization>) =>
  /Signature=([0-9a-f]{64})$/.exec(tc3Authorization(...args))?.[1]

describe('TC3-HMAC-SHA256', () => {
  test.each(tc3Vectors)('signs as the example of $signedHeaders does', (vector) => {
    expect(tc3Authorization(vector.key, vector.call)).toBe(
      `TC3-HMAC-SHA256 Credential=${vector.key.secretId}/2019-02-25/cvm/tc3_request, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
    )
  })

  test('signs the same whatever the order of the headers, their case and the space around them', () => {
    const { headers } = message
    const shuffled = {
      host: ` ${headers.host?.toUpperCase()} `,
      'x-tc-action': headers['x-tc-action'] ?? '',
      'content-type': headers['content-type'] ?? '',
    }
    expect(tc3Authorization(key, { ...message, headers: shuffled })).toBe(tc3Authorization(key, message))
  })

  test('covers every part of a call', () => {
    const { headers } = message
    const others: Partial<Tc3Message>[] = [
      { service: 'cvm' },
      { timestampSeconds: message.timestampSeconds + 1 },
      { timestampSeconds: message.timestampSeconds + 86_400 },
      { payload: '{"StreamName":"b"}' },
      { payload: '' },
      ...Object.keys(headers).map((name) => ({ headers: { ...headers, [name]: 'other' } })),
    ]
    const signatures = [
      signatureOf(key, message),
      signatureOf({ ...key, secretKey: `${key.secretKey}x` }, message),
      ...others.map((other) => signatureOf(key, { ...message, ...other })),
    ]
    expect(new Set(signatures).size).toBe(others.length + 2)
    expect(signatures).not.toContain(undefined)
  })

  test('takes the day of the time stamp in UTC, to the second', () => {
    const dayOf = (iso: string) =>
      /Credential=[^/]+\/([^/]+)/.exec(
        tc3Authorization(key, { ...message, timestampSeconds: Date.parse(iso) / 1000 }),
      )?.[1]
    expect(dayOf('2026-12-31T23:59:59Z')).toBe('2026-12-31')
    expect(dayOf('2027-01-01T00:00:00Z')).toBe('2027-01-01')
  })

  test('signs any payload, and no two alike, and never shows the key', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    fc.assert(
      fc.property(text, text, (first, second) => {
        const authorization = tc3Authorization(key, { ...message, payload: first })
        expect(authorization).toMatch(
          /^TC3-HMAC-SHA256 Credential=[\w-]+\/\d{4}-\d\d-\d\d\/live\/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=[0-9a-f]{64}$/,
        )
        expect(authorization).not.toContain(key.secretKey)
        if (first !== second) {
          expect(tc3Authorization(key, { ...message, payload: second })).not.toBe(authorization)
        }
      }),
    )
  })
})
