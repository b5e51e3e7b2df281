import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TrustedProxies } from '../config/config.ts'
import { openStubApp, type StubApp, stubSession } from '../testing/stub-app.ts'

/** The address that a handler hears of when a request from loopback carries these headers. */
async function addressSeen(app: StubApp, headers: Record<string, string>): Promise<string> {
  const sent = { ...headers, 'content-type': 'application/json' }
  const answer = await app.send('/v1/sessions', { method: 'POST', headers: sent, body: '{"code":"x"}' })
  return (JSON.parse(answer.text) as { token: string }).token
}

describe.each<[string, TrustedProxies, [forwardedFor: string, seen: string][]]>([
  [
    'nobody is trusted',
    0,
    [
      ['', '127.0.0.1'],
      ['203.0.113.7', '127.0.0.1'],
      ['203.0.113.7, 127.0.0.1', '127.0.0.1'],
    ],
  ],
  [
    'one proxy is trusted',
    1,
    [
      ['', '127.0.0.1'],
      ['203.0.113.7', '203.0.113.7'],
      ['198.51.100.1, 203.0.113.7', '203.0.113.7'],
      ['127.0.0.1, 198.51.100.1,203.0.113.7', '203.0.113.7'],
    ],
  ],
  ['two proxies are trusted', 2, [['198.51.100.1, 203.0.113.7, 192.0.2.1', '203.0.113.7']]],
  [
    'networks are trusted',
    ['127.0.0.0/8', '192.0.2.0/24'],
    [
      ['198.51.100.1, 203.0.113.7, 192.0.2.1', '203.0.113.7'],
      ['192.0.2.9, 203.0.113.7', '203.0.113.7'],
      ['made-up, 203.0.113.7', '203.0.113.7'],
    ],
  ],
  [
    'a network is trusted that this request does not come from',
    ['192.0.2.0/24'],
    [
      ['203.0.113.7', '127.0.0.1'],
      ['203.0.113.7, 192.0.2.1', '127.0.0.1'],
    ],
  ],
])('where %s', (_, trustedProxies, cases) => {
  let app: StubApp
  beforeAll(async () => {
    app = await openStubApp(
      { createSession: async ({ origin }) => ({ ...stubSession, token: origin.clientAddress }) },
      { trustedProxies },
    )
  })
  afterAll(() => app.close())

  test.each(cases)('X-Forwarded-For %j leads to %s', async (forwardedFor, seen) => {
    expect(await addressSeen(app, forwardedFor === '' ? {} : { 'x-forwarded-for': forwardedFor })).toBe(seen)
  })

  test('no other header has a say', async () => {
    const plain = await addressSeen(app, {})
    for (const name of ['x-real-ip', 'x-client-ip', 'forwarded', 'cf-connecting-ip', 'true-client-ip']) {
      expect(await addressSeen(app, { [name]: 'for=203.0.113.7' })).toBe(plain)
    }
  })
})
