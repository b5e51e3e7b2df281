import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { startTestSandbox, WECHAT } from '../testing/test-sandbox.ts'
import { LoginCodes } from './login-codes.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

const VALID = {
  appid: WECHAT.appId,
  secret: WECHAT.secret,
  js_code: 'dev-anna',
  grant_type: 'authorization_code',
}

async function exchange(query: Record<string, string>) {
  const url = `${sandbox.addresses.services}/sns/jscode2session?${new URLSearchParams(query)}`
  const response = await fetch(url)
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: JSON.parse(text || 'null'),
  }
}

test('a code is exchanged for an openid and a session key, as JSON that is labelled plain text', async () => {
  const { status, type, body } = await exchange(VALID)
  expect(status).toBe(200)
  expect(type).toMatch(/^text\/plain/)
  expect(Object.keys(body)).toEqual(['openid', 'session_key'])
  expect(body.openid).toMatch(/^odev_[A-Za-z0-9_-]{22}$/)
  expect(body.session_key).toMatch(/^[A-Za-z0-9+/]{22}==$/)
})

test('the same name is always the same person, with a new session key each time', async () => {
  const [first, again, single, other] = await Promise.all([
    exchange(VALID),
    exchange(VALID),
    exchange({ ...VALID, js_code: 'dev-anna.x1' }),
    exchange({ ...VALID, js_code: 'dev-ben' }),
  ])
  expect(again.body.openid).toBe(first.body.openid)
  expect(single.body.openid).toBe(first.body.openid)
  expect(other.body.openid).not.toBe(first.body.openid)
  expect(again.body.session_key).not.toBe(first.body.session_key)
})

test('a code with a nonce works once', async () => {
  expect((await exchange({ ...VALID, js_code: 'dev-anna.once' })).body.errcode).toBeUndefined()
  expect((await exchange({ ...VALID, js_code: 'dev-anna.once' })).body.errcode).toBe(40163)
  expect((await exchange({ ...VALID, js_code: 'dev-anna.another' })).body.errcode).toBeUndefined()
})

describe('refusals are HTTP 200 with an errcode:', () => {
  test.each([
    ['appid missing', { appid: '' }, 41002],
    ['secret missing', { secret: '' }, 41004],
    ['code missing', { js_code: '' }, 41008],
    ['wrong grant_type', { grant_type: 'code' }, 40002],
    ['wrong appid', { appid: 'wx0' }, 40013],
    ['wrong secret', { secret: 'x' }, 40125],
    ['unknown code', { js_code: '0a1b2c' }, 40029],
    ['name in capitals', { js_code: 'dev-Anna' }, 40029],
    ['name too long', { js_code: `dev-${'a'.repeat(33)}` }, 40029],
    ['empty nonce', { js_code: 'dev-anna.' }, 40029],
  ])('%s', async (_what, change, errcode) => {
    const { status, body } = await exchange({ ...VALID, ...change })
    expect(status).toBe(200)
    expect(body.errcode).toBe(errcode)
    expect(body.errmsg).toEqual(expect.any(String))
  })
})

test('used nonces are remembered within a bound, the oldest forgotten first', () => {
  const codes = new LoginCodes()
  for (let i = 0; i <= 10_000; i += 1) codes.redeem(`dev-anna.${i}`)
  expect(codes.redeem('dev-anna.10000').kind).toBe('used')
  expect(codes.redeem('dev-anna.1').kind).toBe('used')
  expect(codes.redeem('dev-anna.0').kind).toBe('valid')
})

test('faults on demand replace every answer until they are cleared', async () => {
  sandbox.faults.set({ wechat: { errcode: -1 } })
  expect((await exchange(VALID)).body.errcode).toBe(-1)
  sandbox.faults.set({ wechat: { status: 502 } })
  expect((await exchange(VALID)).status).toBe(502)
  sandbox.faults.set({ wechat: { delayMs: 100 } })
  const before = Date.now()
  expect((await exchange(VALID)).status).toBe(200)
  expect(Date.now() - before).toBeGreaterThanOrEqual(99)
  sandbox.faults.clear()
  expect((await exchange(VALID)).body.openid).toBeDefined()
})
