import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { KaiboError } from '../http/kaibo-error.ts'
import { testKeys } from '../testing/test-keys.ts'
import { createWechatClient } from './wechat-client.ts'

type Fetch = typeof fetch

const openid = 'oABCDEFGHIJKLMNOPQRSTUVWX_-1'

/** A client over a fetch that notes its calls and does what the test says. */
function clientOver(answer: Fetch) {
  const calls: { url: URL; init: RequestInit | undefined }[] = []
  const client = createWechatClient(
    { appId: 'wx0123456789abcdef', baseUrl: 'https://wechat.example.test', secret: testKeys.wechatSecret },
    async (input, init) => {
      calls.push({ url: new URL(String(input)), init })
      return answer(input, init)
    },
  )
  return { client, calls }
}

const answering =
  (body: unknown, init?: ResponseInit): Fetch =>
  async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), init)

async function failureOf(answer: Fetch): Promise<KaiboError> {
  const error: unknown = await clientOver(answer)
    .client.exchangeLoginCode('code')
    .catch((failure: unknown) => failure)
  if (!(error instanceof KaiboError)) throw new Error(`Expected a KaiboError, got ${inspect(error)}`)
  return error
}

describe('a code that WeChat accepts', () => {
  test('gives the openid and nothing else: the session_key ends here', async () => {
    const body = { openid, session_key: 'canary==', unionid: 'u', errcode: 0, errmsg: 'ok' }
    const session = await clientOver(answering(body)).client.exchangeLoginCode('code')
    expect(session).toEqual({ openid })
    expect(Object.keys(session)).toEqual(['openid'])
  })

  test('is read whatever content type WeChat names', async () => {
    const { client } = clientOver(answering({ openid }, { headers: { 'content-type': 'text/plain' } }))
    expect(await client.exchangeLoginCode('code')).toEqual({ openid })
  })

  test('is asked for once, without following redirects, with a time limit, and every value escaped', async () => {
    const { client, calls } = clientOver(answering({ openid }))
    await client.exchangeLoginCode('a&secret=b #/?')
    expect(calls).toHaveLength(1)
    const { url, init } = calls[0] ?? {}
    expect(`${url?.origin}${url?.pathname}`).toBe('https://wechat.example.test/sns/jscode2session')
    expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
      appid: 'wx0123456789abcdef',
      secret: testKeys.wechatSecret,
      js_code: 'a&secret=b #/?',
      grant_type: 'authorization_code',
    })
    expect(init).toMatchObject({ redirect: 'error', signal: expect.any(AbortSignal) })
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
  ])('errcode %i is %s', async (errcode, code, headers) => {
    expect(await failureOf(answering({ errcode, errmsg: 'x' }))).toMatchObject({ code, headers })
  })
})

const tooLate = Object.assign(new Error('The operation was aborted due to timeout'), { name: 'TimeoutError' })
const FAILURES: [string, Fetch][] = [
  ['a timeout', async () => Promise.reject(tooLate)],
  [
    'a refused connection',
    async () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })),
  ],
  [
    'an error that quotes the URL',
    async (url) => Promise.reject(new TypeError(`Failed to fetch ${url}`, { cause: { url } })),
  ],
  ['a rejection that is no error', async (url) => Promise.reject(String(url))],
  ['HTTP 500', answering({ openid }, { status: 500 })],
  ['HTTP 404', answering('not found', { status: 404 })],
  [
    'a redirect that was not followed',
    answering('', { status: 302, headers: { location: 'http://169.254.169.254/' } }),
  ],
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
  [
    'a body that breaks off',
    async () => {
      const broken = new ReadableStream({ start: (controller) => controller.error(new Error('terminated')) })
      return new Response(broken)
    },
  ],
]

describe('a WeChat that does not answer as it should', () => {
  test.each(FAILURES)('%s is unavailable, to be tried again', async (_, answer) => {
    expect(await failureOf(answer)).toMatchObject({ code: 'unavailable', headers: { 'retry-after': '5' } })
  })
})

test('the AppSecret and the code are in no failure: not in message, stack, cause or JSON', async () => {
  const quoting: Fetch = async (url) =>
    new Response(`{"errcode":40029,"errmsg":"${url}","openid":{"${url}":1}}`)
  for (const [, answer] of [...FAILURES, ['an answer that quotes the URL', quoting] as const]) {
    const error = await failureOf(answer)
    const seen = [
      inspect(error, { depth: 20, showHidden: true }),
      error.stack,
      JSON.stringify(error),
      String(error.cause),
    ]
    expect(seen.join('\n')).not.toContain(testKeys.wechatSecret)
    expect(seen.join('\n')).not.toContain('js_code')
  }
})
