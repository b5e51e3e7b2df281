import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { OutsideError } from '../outside/outside-error.ts'
import {
  answering,
  breakingOff,
  closing,
  dripping,
  flooding,
  hanging,
  notHttp,
  redirecting,
  resetting,
} from '../outside/testing/behaviours.ts'
import { type Behaviour, type OutsideServer, openOutsideServer } from '../outside/testing/outside-server.ts'
import { checkImage } from './check-image.ts'
import { checkText } from './check-text.ts'
import { readAnswer } from './read-answer.ts'
import { sendMessage } from './send-message.ts'
import { openWechatBench, requestsOf, type WechatBench } from './testing/wechat-bench.ts'
import { makeUnlimitedCode } from './unlimited-code.ts'
import { makeUrlLink } from './url-link.ts'
import type { WechatApi } from './wechat-api.ts'

let bench: WechatBench
let elsewhere: OutsideServer
beforeEach(async () => {
  bench = await openWechatBench(answering({ errcode: 0 }))
  elsewhere = await openOutsideServer(answering({ errcode: 0 }))
})
afterEach(async () => {
  await bench.server.close()
  await elsewhere.close()
})

const call = (repeat: 'never' | 'if-unknown' = 'never') =>
  bench.api.call({
    path: '/wxa/any',
    body: { question: '内容' },
    repeat,
    read: (text) => readAnswer('wechat', text, z.object({ errcode: z.optional(z.int()) })),
  })

async function failureOf(promise: Promise<unknown>): Promise<OutsideError> {
  const error: unknown = await promise.catch((failure: unknown) => failure)
  if (!(error instanceof OutsideError)) throw new Error(`Expected an OutsideError, got ${inspect(error)}`)
  return error
}

describe('a call', () => {
  test('posts JSON with the access token in its address', async () => {
    await call()
    expect(requestsOf(bench)).toEqual([
      { method: 'POST', path: '/wxa/any', token: 'token-1', body: { question: '内容' } },
    ])
    expect(bench.server.requests[0]?.headers['content-type']).toBe('application/json')
  })

  test.each([40001, 40014, 42001])(
    'whose token is rejected (%i) is made once more, with another token',
    async (errcode) => {
      bench.server.behave(answering({ errcode }), answering({ errcode: 0 }))
      await call()
      expect(bench.rejected).toEqual(['token-1'])
      expect(requestsOf(bench).map(({ token }) => token)).toEqual(['token-1', 'token-2'])
    },
  )

  test('whose every token is rejected is made twice and no more', async () => {
    bench.server.behave(answering({ errcode: 42001 }))
    expect(await failureOf(call('if-unknown'))).toMatchObject({ kind: 'refused', code: '42001' })
    expect(bench.server.requests).toHaveLength(2)
  })

  test.each([
    [-1, 'unknown'],
    [45011, 'not-sent'],
    [45009, 'refused'],
    [47001, 'refused'],
    [12345, 'refused'],
  ])('that WeChat answers with errcode %i is %s, and keeps its token', async (errcode, kind) => {
    bench.server.behave(answering({ errcode, errmsg: 'x' }))
    expect(await failureOf(call())).toMatchObject({ kind, code: String(errcode), service: 'wechat' })
    expect(bench.rejected).toEqual([])
    expect(bench.server.requests).toHaveLength(1)
  })

  test.each([
    '',
    'null',
    '[]',
    '"ok"',
    '7',
    '{"errcode":"0"}',
    '{"errcode":1.5}',
    '<xml></xml>',
    '{"errcode":',
  ])('that is answered %j has no known outcome', async (text) => {
    bench.server.behave(answering(text))
    expect(await failureOf(call())).toMatchObject({ kind: 'unknown', code: 'UnreadableAnswer' })
  })
})

test.each([
  ['40013', 'KAIBO_WECHAT_APPID'],
  ['40125', 'KAIBO_WECHAT_SECRET'],
  ['40164', 'IP list'],
])(
  'errcode %s is told once, in a sentence with the cure, until a call was accepted',
  async (errcode, cure) => {
    bench.server.behave(answering({ errcode: Number(errcode), errmsg: 'canary-errmsg' }))
    for (let index = 0; index < 3; index += 1) await failureOf(call())
    expect(bench.logLines).toHaveLength(1)
    expect(bench.logLines[0]).toContain(cure)
    expect(bench.logLines[0]).not.toContain('canary-errmsg')
    bench.server.behave(answering({ errcode: 0 }))
    await call()
    bench.server.behave(answering({ errcode: Number(errcode) }))
    await failureOf(call())
    expect(bench.logLines).toHaveLength(2)
  },
)

const openid = 'oABC'
const ACTIONS: [string, (api: WechatApi) => Promise<unknown>][] = [
  ['a text check', (api) => checkText(api, { text: 'x', openid, scene: 'forum' })],
  ['an image check', (api) => checkImage(api, { url: 'https://api.example.test/i', openid, scene: 'forum' })],
  ['a code', (api) => makeUnlimitedCode(api, { scene: 'x', page: 'pages/x', envVersion: 'release' })],
  ['a link', (api) => makeUrlLink(api, { path: 'pages/x', query: 'a=b', envVersion: 'release', days: 30 })],
  [
    'a message',
    (api) =>
      sendMessage(api, {
        openid,
        templateId: 't',
        page: 'pages/x',
        fields: { thing1: 'x' },
        envVersion: 'release',
      }),
  ],
]
const TROUBLES: [string, () => Behaviour][] = [
  ['hangs', () => hanging],
  ['drips', () => dripping],
  ['resets', () => resetting],
  ['closes', () => closing],
  ['breaks off', () => breakingOff],
  ['is no HTTP', () => notHttp],
  ['floods', () => flooding],
  ['answers 500', () => answering({ errcode: 0 }, 500)],
  ['answers garbage', () => answering('<html>Bad gateway</html>')],
  ['answers nothing', () => answering('')],
  ['redirects', () => redirecting(`${elsewhere.address}/`, 302)],
  ['redirects with the body', () => redirecting(`${elsewhere.address}/`, 307)],
]
const cells = ACTIONS.flatMap(([action, run]) =>
  TROUBLES.map(([trouble, behaviour]) => [action, trouble, run, behaviour] as const),
)

test.each(cells)(
  '%s of a WeChat that %s ends in time as an OutsideError, and follows no redirect',
  async (_action, _trouble, run, behaviour) => {
    const troubled = await openWechatBench(behaviour(), { tryTimeoutMs: 150, timeoutMs: 2_000 })
    const beganAt = performance.now()
    expect(await failureOf(run(troubled.api))).toMatchObject({ service: 'wechat' })
    // Two tries of 150 ms each; time between them is the test's own.
    expect(performance.now() - beganAt).toBeLessThan(2_500)
    await troubled.server.close()
    expect(elsewhere.connections()).toBe(0)
  },
)

test('a token that never comes is not waited for beyond the time of the call', async () => {
  const waiting = await openWechatBench(answering({}), {
    timeoutMs: 50,
    currentToken: () => new Promise(() => {}),
  })
  const error = await failureOf(checkText(waiting.api, { text: 'x', openid, scene: 'forum' }))
  expect(error).toMatchObject({ kind: 'unknown', service: 'wechat', code: 'TimeoutError' })
  expect(waiting.server.requests).toEqual([])
  await waiting.server.close()
})
