import { describe, expect, test } from 'vitest'
import { CircuitBreaker } from '../../outside/circuit-breaker.ts'
import { OutsideService } from '../../outside/outside-service.ts'
import { manualTiming } from '../../outside/testing/manual-timing.ts'
import { askToken } from './ask-token.ts'
import { wechatCheck } from './wechat-check.ts'

const CREDENTIALS = { appId: 'wx0123456789abcdef', baseUrl: 'https://api.test', secret: 'canary-secret' }

/** What is found when WeChat answers so, and what it was asked. */
async function foundFor(answer: string) {
  const timing = manualTiming()
  const asked: unknown[] = []
  const service = new OutsideService({
    name: 'wechat',
    timing,
    breaker: new CircuitBreaker({ failures: 99, openMs: 0, nowMs: timing.nowMs, onChange: () => {} }),
    fetch: async (url, init) => {
      asked.push([String(url), JSON.parse(String(init?.body))])
      return new Response(answer)
    },
  })
  const [finding] = await wechatCheck(() => askToken(CREDENTIALS, service)).run()
  return { finding, verdict: `${finding?.verdict} ${finding?.code}`, asked }
}

test('a token is asked for without making the one in use void, and is not kept', async () => {
  const { finding, verdict, asked } = await foundFor('{"access_token":"canary-token","expires_in":7200}')
  expect(verdict).toBe('ok wechat.ok')
  expect(asked).toEqual([
    [
      'https://api.test/cgi-bin/stable_token',
      {
        grant_type: 'client_credential',
        appid: CREDENTIALS.appId,
        secret: CREDENTIALS.secret,
        force_refresh: false,
      },
    ],
  ])
  expect(JSON.stringify(finding)).not.toContain('canary')
})

describe('an error code is', () => {
  test.each([
    [40013, 'wrong wechat.appid'],
    [40001, 'wrong wechat.secret'],
    [40125, 'wrong wechat.secret'],
    [40164, 'wrong wechat.ip-not-listed'],
    [40243, 'wrong wechat.secret-frozen'],
    [50007, 'wrong wechat.account-frozen'],
    [-1, 'unknown wechat.unclear'],
    [45009, 'unknown wechat.unclear'],
    [99999, 'unknown wechat.unclear'],
  ])('%d: %s', async (errcode, verdict) => {
    expect((await foundFor(JSON.stringify({ errcode, errmsg: 'x' }))).verdict).toBe(verdict)
  })

  test('of a list of addresses told with the address that WeChat saw, to be copied', async () => {
    const errmsg = 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: 1'
    const { finding } = await foundFor(JSON.stringify({ errcode: 40164, errmsg }))
    expect(finding).toMatchObject({ cure: { zh: expect.stringContaining('把 203.0.113.7 加进 IP 白名单') } })
  })
})

test('an answer that cannot be read is no word on the credentials', async () => {
  for (const answer of ['', '<html>', '{}', '[]', 'null']) {
    await expect(foundFor(answer)).rejects.toMatchObject({ kind: 'unknown', code: 'UnreadableAnswer' })
  }
})
