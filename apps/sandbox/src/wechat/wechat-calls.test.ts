import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { startTestSandbox, WECHAT } from '../testing/test-sandbox.ts'
import { callWechat, openidOf, TOKEN_QUESTION, tokenOf } from '../testing/wechat-caller.ts'
import type { WechatCall } from './wechat-call.ts'

let sandbox: Sandbox
let token: string
let openid: string
beforeAll(async () => {
  sandbox = await startTestSandbox({ wechat: { ...WECHAT, templates: ['template-1'] } })
  token = await tokenOf(sandbox)
  openid = await openidOf(sandbox, 'anna')
})
afterAll(() => sandbox.stop())

const call = (name: Exclude<WechatCall, 'login'>, body: unknown) => callWechat(sandbox, name, body, token)
const text = (change: object = {}) => ({ content: '晚上好', version: 2, scene: 3, openid, ...change })
const code = (change: object = {}) => ({ scene: 'room_1', page: 'pages/player/player', ...change })
const link = (change: object = {}) => ({
  path: 'pages/player/player',
  query: 'room=1',
  expire_type: 1,
  expire_interval: 30,
  ...change,
})
const message = (change: object = {}) => ({
  touser: openid,
  template_id: 'template-1',
  page: 'pages/player/player?room=1',
  data: { thing1: { value: '晚上好' }, time2: { value: '2026-11-22 20:00' } },
  miniprogram_state: 'formal',
  lang: 'zh_CN',
  ...change,
})
const image = (change: object = {}) => ({
  media_url: 'http://127.0.0.1:9/x.png',
  media_type: 2,
  version: 2,
  scene: 1,
  openid,
  ...change,
})

describe('the token', () => {
  test.each([
    [{ grant_type: 'x' }, 40002],
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ appid: 'wx0' }, 40013],
    [{ secret: 'x' }, 40125],
    [{ force_refresh: 'yes' }, 47001],
  ])('is not given for %j', async (change, errcode) => {
    expect((await callWechat(sandbox, 'token', { ...TOKEN_QUESTION, ...change })).body.errcode).toBe(errcode)
  })

  test('is given without an errcode', async () => {
    const { body } = await callWechat(sandbox, 'token', TOKEN_QUESTION)
    expect(body).toEqual({ access_token: token, expires_in: expect.any(Number) })
  })

  test.each(['text', 'image', 'code', 'link', 'message'] as const)('is needed for a %s', async (name) => {
    expect((await callWechat(sandbox, name, {})).body.errcode).toBe(41001)
    expect((await callWechat(sandbox, name, {}, 'x')).body.errcode).toBe(40001)
  })
})

describe('a text check', () => {
  test.each([
    ['晚上好', 'pass', 100],
    ['这是违规内容', 'risky', 20006],
    ['a kaibo-risky b', 'risky', 20006],
    ['待审', 'review', 21000],
    ['kaibo-review', 'review', 21000],
  ])('of %s says %s in its result, with errcode 0', async (content, suggest, label) => {
    const { body } = await call('text', text({ content }))
    expect(body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      trace_id: expect.any(String),
      detail: [{ strategy: 'content_model', errcode: 0, suggest, label, prob: 90 }],
      result: { suggest, label },
    })
  })

  test.each([
    [{ content: '' }, 44002],
    [{ content: '字'.repeat(2_501) }, 47001],
    [{ version: 1 }, 47001],
    [{ scene: 5 }, 40129],
    [{ openid: 'oSomebody' }, 40003],
  ])('refuses %j', async (change, errcode) => {
    expect((await call('text', text(change))).body.errcode).toBe(errcode)
  })

  test('takes 2,500 characters, and no JSON for none', async () => {
    expect((await call('text', text({ content: '😀'.repeat(2_500) }))).body.errcode).toBe(0)
    expect((await call('text', '{')).body.errcode).toBe(47001)
  })

  test('of a person who was away says 61010, until the next login', async () => {
    const other = await openidOf(sandbox, 'ben')
    sandbox.wechat.leave(other)
    expect((await call('text', text({ openid: other }))).body.errcode).toBe(61010)
    await openidOf(sandbox, 'ben')
    expect((await call('text', text({ openid: other }))).body.errcode).toBe(0)
  })
})

describe('a code', () => {
  test('is a PNG of the width asked for, with the scene in it, and another one for each scene', async () => {
    const first = await call('code', code({ width: 300 }))
    expect(first.type).toBe('image/png')
    expect(first.bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
    expect([first.bytes.readUInt32BE(16), first.bytes.readUInt32BE(20)]).toEqual([300, 300])
    expect(first.bytes.toString('latin1')).toContain('scene\0room_1')
    expect((await call('code', code({ width: 300 }))).bytes).toEqual(first.bytes)
    expect((await call('code', code({ width: 300, scene: 'room_2' }))).bytes).not.toEqual(first.bytes)
  })

  test.each([
    [{ scene: '' }, 40169],
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '房间' }, 40169],
    [{ scene: 'a b' }, 40169],
    [{ page: 'pages/none/none' }, 41030],
    [{ page: '/pages/player/player' }, 41030],
    [{ width: 279 }, 47001],
  ])('is not made for %j, and the error is JSON labelled as text', async (change, errcode) => {
    const { status, type, body } = await call('code', code(change))
    expect([status, type.split(';')[0], body.errcode]).toEqual([200, 'text/plain', errcode])
  })

  test('of a page that is not published is made when that is not looked at', async () => {
    expect((await call('code', code({ page: 'pages/none/none', check_path: false }))).type).toBe('image/png')
  })
})

describe('a link', () => {
  test('is one of WeChat’s host', async () => {
    expect((await call('link', link())).body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      url_link: expect.stringMatching(/^https:\/\/wxaurl\.cn\/[\w-]+$/),
    })
  })

  test.each([
    [{ path: 'pages/none/none' }, 40165],
    [{ query: '房间' }, 40212],
    [{ query: 'x'.repeat(1_025) }, 40212],
    [{ expire_interval: 31 }, 85401],
    [{ expire_interval: undefined }, 85401],
  ])('is not made for %j', async (change, errcode) => {
    expect((await call('link', link(change))).body.errcode).toBe(errcode)
  })
})

describe('a message', () => {
  test('reaches who accepted it, as often as it was accepted, and can be read', async () => {
    sandbox.wechat.accept(openid, 'template-1', 2)
    const errcodes = []
    for (let index = 0; index < 3; index += 1) errcodes.push((await call('message', message())).body.errcode)
    expect(errcodes).toEqual([0, 0, 43101])
    expect(sandbox.wechat.messages()).toEqual(
      [1, 2].map((number) => ({
        number,
        atMs: expect.any(Number),
        openid,
        templateId: 'template-1',
        page: 'pages/player/player?room=1',
        fields: { thing1: '晚上好', time2: '2026-11-22 20:00' },
        state: 'formal',
      })),
    )
  })

  test.each([
    [{ touser: 'oSomebody' }, 40003],
    [{ template_id: 'template-2' }, 40037],
    [{ page: 'pages/none/none' }, 41030],
    [{ data: { thing1: { value: '字'.repeat(21) } } }, 47003],
    [{ data: { thing1: { value: '' } } }, 47003],
    [{ data: { thing1: { value: 'two\nlines' } } }, 47003],
    [{ data: { time2: { value: 'tonight' } } }, 47003],
    [{ data: { colour1: { value: 'red' } } }, 47003],
    [{ lang: undefined }, 47001],
  ])('is not sent for %j, which uses nothing up', async (change, errcode) => {
    const before = sandbox.wechat.messages().length
    sandbox.wechat.accept(openid, 'template-1', 1)
    expect((await call('message', message(change))).body.errcode).toBe(errcode)
    expect(sandbox.wechat.messages()).toHaveLength(before)
  })
})

test.each([
  [{ media_url: 'x' }, 47001],
  [{ media_type: 3 }, 47001],
  [{ version: 1 }, 47001],
  [{ scene: 0 }, 40129],
  [{ openid: 'x' }, 40003],
])('an image check refuses %j', async (change, errcode) => {
  expect((await call('image', image(change))).body.errcode).toBe(errcode)
})

test('calls a minute are limited, each kind by itself, until the next minute', async () => {
  let nowMs = 60_000_000
  const limited = await startTestSandbox({
    clock: () => nowMs,
    wechat: { ...WECHAT, limits: { text: 2, code: 1 } },
  })
  const itsToken = await tokenOf(limited)
  const errcode = async (name: 'text' | 'code', body: object) =>
    (await callWechat(limited, name, body, itsToken)).body.errcode
  expect([
    await errcode('text', text()),
    await errcode('text', text()),
    await errcode('text', text()),
  ]).toEqual([0, 0, 45011])
  expect([await errcode('code', code()), await errcode('code', code())]).toEqual([undefined, 45009])
  nowMs += 60_000
  expect(await errcode('text', text())).toBe(0)
  await limited.stop()
})

test('what came in is counted', async () => {
  const { text: before } = sandbox.wechat.counts()
  await call('text', text())
  await call('text', text({ scene: 9 }))
  expect(sandbox.wechat.counts().text).toEqual({ calls: before.calls + 2, refused: before.refused + 1 })
})
