import { inspect } from 'node:util'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KaiboError } from '../http/kaibo-error.ts'
import { createOutsideServices } from '../outside/outside-services.ts'
import {
  answering,
  breakingOff,
  closing,
  notHttp,
  redirecting,
  resetting,
} from '../outside/testing/behaviours.ts'
import { type ManualTiming, manualTiming } from '../outside/testing/manual-timing.ts'
import { type Behaviour, type OutsideServer, openOutsideServer } from '../outside/testing/outside-server.ts'
import { testKeys } from '../testing/test-keys.ts'
import { createWechatClient, type WechatClient } from './wechat-client.ts'

const openid = 'oABCDEFGHIJKLMNOPQRSTUVWX_-1'
const CODE = 'canary-login-code'

let server: OutsideServer
let timing: ManualTiming
let client: WechatClient
let logLines: string[]
beforeEach(async () => {
  server = await openOutsideServer(answering({ openid }))
  timing = manualTiming()
  logLines = []
  const logger = pino({ base: null, level: 'trace' }, { write: (line: string) => void logLines.push(line) })
  client = createWechatClient(
    { appId: 'wx0123456789abcdef', baseUrl: server.address, secret: testKeys.wechatSecret },
    createOutsideServices(logger, timing).wechat,
  )
})
afterEach(() => server.close())

async function failureOf(behaviour: Behaviour): Promise<KaiboError> {
  server.behave(behaviour)
  const error: unknown = await client.exchangeLoginCode(CODE).catch((failure: unknown) => failure)
  if (!(error instanceof KaiboError)) throw new Error(`Expected a KaiboError, got ${inspect(error)}`)
  return error
}

const unavailable = { code: 'unavailable', headers: { 'retry-after': '5' } }

describe('a code that WeChat accepts', () => {
  test('gives the openid and nothing else: the session_key ends here', async () => {
    server.behave(answering({ openid, session_key: 'canary==', unionid: 'u', errcode: 0, errmsg: 'ok' }))
    const session = await client.exchangeLoginCode(CODE)
    expect(session).toEqual({ openid })
    expect(Object.keys(session)).toEqual(['openid'])
  })

  test('is read whatever content type WeChat names', async () => {
    server.behave(answering({ openid }, 200, { 'content-type': 'text/plain' }))
    expect(await client.exchangeLoginCode(CODE)).toEqual({ openid })
  })

  test('is asked for once, with every value escaped', async () => {
    await client.exchangeLoginCode('a&secret=b #/?')
    expect(server.requests).toHaveLength(1)
    const { method, url } = server.requests[0] ?? {}
    const { pathname, searchParams } = new URL(`${server.address}${url}`)
    expect({ method, pathname }).toEqual({ method: 'GET', pathname: '/sns/jscode2session' })
    expect(Object.fromEntries(searchParams)).toEqual({
      appid: 'wx0123456789abcdef',
      secret: testKeys.wechatSecret,
      js_code: 'a&secret=b #/?',
      grant_type: 'authorization_code',
    })
  })
})

describe('a code that WeChat does not accept', () => {
  test.each([
    [40029, 'login_code_rejected', {}],
    [40163, 'login_code_rejected', {}],
    [40226, 'login_refused', {}],
    [45011, 'rate_limited', { 'retry-after': '60' }],
    [-1, 'unavailable', { 'retry-after': '5' }],
    [40013, 'unavailable', { 'retry-after': '5' }],
    [40125, 'unavailable', { 'retry-after': '5' }],
    [12345, 'unavailable', { 'retry-after': '5' }],
    [0, 'unavailable', { 'retry-after': '5' }],
  ])('errcode %i is %s, after one try', async (errcode, code, headers) => {
    expect(await failureOf(answering({ errcode, errmsg: 'x' }))).toMatchObject({ code, headers })
    expect(server.requests).toHaveLength(1)
  })

  test('leaves WeChat open for everybody else, however often it is sent', async () => {
    for (let index = 0; index < 20; index += 1) {
      expect((await failureOf(answering({ errcode: 40029 }))).code).toBe('login_code_rejected')
    }
    server.behave(answering({ openid }))
    expect(await client.exchangeLoginCode(CODE)).toEqual({ openid })
  })
})

const FAILURES: [string, Behaviour][] = [
  ['a reset', resetting],
  ['a closed connection', closing],
  ['no HTTP', notHttp],
  ['a body that breaks off', breakingOff],
  ['HTTP 500', answering({ openid }, 500)],
  ['HTTP 404', answering('not found', 404)],
  ['a redirect', redirecting('http://169.254.169.254/')],
  ['HTML', answering('<html>busy</html>')],
  ['nothing', answering('')],
  ['half a JSON', answering('{"openid":')],
  ['a list', answering([{ openid }])],
  ['null', answering('null')],
  ['an empty object', answering({})],
  ['an empty openid', answering({ openid: '' })],
  ['an openid that is a number', answering({ openid: 7 })],
  ['an openid with a NUL', answering({ openid: 'a\u0000b' })],
  ['an openid without an end', answering({ openid: 'o'.repeat(65) })],
  ['an errcode that is text', answering({ errcode: '40029' })],
]

describe('a WeChat that does not answer as it should', () => {
  test.each(FAILURES)('%s is unavailable after one try, to be tried again', async (_, behaviour) => {
    expect(await failureOf(behaviour)).toMatchObject(unavailable)
    expect(server.requests).toHaveLength(1)
  })

  test('is left alone for a while, and logins are told at once', async () => {
    for (let index = 0; index < 5; index += 1) await failureOf(closing)
    expect(await failureOf(answering({ openid }))).toMatchObject(unavailable)
    expect(server.requests).toHaveLength(5)
    timing.advance(10_000)
    expect(await client.exchangeLoginCode(CODE)).toEqual({ openid })
  })

  test('and is not there is unavailable', async () => {
    await server.close()
    expect(await failureOf(closing)).toMatchObject(unavailable)
  })
})

test('the AppSecret and the code are in no failure and no log line: not in message, stack, cause or JSON', async () => {
  const secrets = `${testKeys.wechatSecret} js_code=${CODE}`
  const quoting: [string, Behaviour] = [
    'an answer that quotes the URL',
    answering(`{"errcode":40029,"errmsg":"${secrets}","openid":{"${secrets}":1}}`),
  ]
  for (const [, behaviour] of [...FAILURES, quoting]) {
    const error = await failureOf(behaviour)
    const seen = [
      inspect(error, { depth: 20, showHidden: true }),
      error.stack,
      JSON.stringify(error),
      String(error.cause),
      ...logLines,
    ].join('\n')
    for (const secret of [testKeys.wechatSecret, CODE, 'js_code']) expect(seen).not.toContain(secret)
    timing.advance(10_000)
  }
})
