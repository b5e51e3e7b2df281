import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { answering } from '../outside/testing/behaviours.ts'
import { checkImage } from './check-image.ts'
import { checkText } from './check-text.ts'
import { type MessageToSend, sendMessage } from './send-message.ts'
import { openWechatBench, requestsOf, type WechatBench } from './testing/wechat-bench.ts'
import { makeUnlimitedCode } from './unlimited-code.ts'
import { makeUrlLink } from './url-link.ts'

let bench: WechatBench
beforeEach(async () => {
  bench = await openWechatBench(answering({ errcode: 0 }))
})
afterEach(() => bench.server.close())

const openid = 'oABC'
const PNG = Buffer.from('89504e470d0a1a0a00ff', 'hex')
const JPEG = Buffer.from('ffd8ffe000', 'hex')

describe('a text check', () => {
  const check = () => checkText(bench.api, { text: '晚上好', openid, scene: 'forum' })
  const verdict = (fields: Record<string, unknown>) =>
    answering({ errcode: 0, errmsg: 'ok', trace_id: 't', result: { suggest: 'pass', label: 100 }, ...fields })

  test('asks as version 2 of the document says', async () => {
    bench.server.behave(verdict({}))
    await check()
    expect(requestsOf(bench)).toEqual([
      {
        method: 'POST',
        path: '/wxa/msg_sec_check',
        token: 'token-1',
        body: { content: '晚上好', version: 2, scene: 3, openid },
      },
    ])
  })

  test.each(['pass', 'review', 'risky'])('answers WeChat’s own verdict: %s', async (suggest) => {
    bench.server.behave(verdict({ result: { suggest, label: 20001 } }))
    expect(await check()).toBe(suggest)
  })

  test.each([
    ['no result', { result: undefined }],
    ['an empty result', { result: {} }],
    ['null for a result', { result: null }],
    ['a verdict of another name', { result: { suggest: 'PASS' } }],
    ['a verdict that is a list', { result: { suggest: ['pass'] } }],
    [
      'a verdict in the details only',
      { result: undefined, detail: [{ strategy: 'keyword', suggest: 'pass' }] },
    ],
    ['no errcode', { errcode: undefined }],
    ['an errcode beside a verdict', { errcode: 61010 }],
  ])('takes %s for no verdict', async (_, fields) => {
    bench.server.behave(verdict(fields))
    await expect(check()).rejects.toMatchObject({ service: 'wechat' })
  })
})

describe('an image check', () => {
  const check = () =>
    checkImage(bench.api, { url: 'https://api.example.test/v1/images/i', openid, scene: 'profile' })

  test('hands over the address and answers the name of the question', async () => {
    bench.server.behave(answering({ errcode: 0, errmsg: 'ok', trace_id: '60f96f1d-3845297a' }))
    expect(await check()).toBe('60f96f1d-3845297a')
    expect(requestsOf(bench)[0]).toMatchObject({
      path: '/wxa/media_check_async',
      body: {
        media_url: 'https://api.example.test/v1/images/i',
        media_type: 2,
        version: 2,
        scene: 1,
        openid,
      },
    })
  })

  test.each([{}, { trace_id: '' }, { trace_id: 7 }, { trace_id: 'x'.repeat(129) }, { trace_id: 'a b' }])(
    'without a name (%j) has no known outcome',
    async (fields) => {
      bench.server.behave(answering({ errcode: 0, ...fields }))
      await expect(check()).rejects.toMatchObject({ kind: 'unknown' })
    },
  )
})

describe('a mini-program code', () => {
  const make = (envVersion: 'release' | 'trial' = 'release') =>
    makeUnlimitedCode(bench.api, { scene: 'room_1', page: 'pages/player/player', envVersion })

  test.each([
    ['image/png', PNG],
    ['image/jpeg', JPEG],
  ])('comes byte for byte as %s', async (mediaType, bytes) => {
    bench.server.behave(answering(bytes, 200, { 'content-type': mediaType }))
    expect(await make()).toEqual({ mediaType, bytes })
  })

  test('is what its bytes say, whichever picture its label names', async () => {
    bench.server.behave(answering(PNG, 200, { 'content-type': 'image/jpeg' }))
    expect((await make()).mediaType).toBe('image/png')
  })

  test('may be half a megabyte', async () => {
    bench.server.behave(
      answering(Buffer.concat([PNG, Buffer.alloc(500_000)]), 200, { 'content-type': 'image/png' }),
    )
    expect((await make()).bytes).toHaveLength(500_000 + PNG.length)
  })

  test('asks for a published page, except of a version that is not', async () => {
    bench.server.behave(answering(PNG, 200, { 'content-type': 'image/png' }))
    await make()
    await make('trial')
    expect(requestsOf(bench).map(({ body }) => body)).toEqual([
      { scene: 'room_1', page: 'pages/player/player', check_path: true, env_version: 'release', width: 430 },
      { scene: 'room_1', page: 'pages/player/player', check_path: false, env_version: 'trial', width: 430 },
    ])
  })

  test.each([
    [
      'an error in JSON',
      answering({ errcode: 41030, errmsg: 'invalid page' }),
      { kind: 'refused', code: '41030' },
    ],
    [
      'an error that is labelled a picture',
      answering({ errcode: 45009 }, 200, { 'content-type': 'image/png' }),
      { kind: 'refused', code: '45009' },
    ],
    ['JSON without an error', answering({ errcode: 0 }), { kind: 'unknown' }],
    [
      'a picture labelled JSON',
      answering(PNG, 200, { 'content-type': 'application/json' }),
      { kind: 'unknown' },
    ],
    [
      'a page labelled a picture',
      answering('<html>', 200, { 'content-type': 'image/png' }),
      { kind: 'unknown' },
    ],
  ])('does not come as %s', async (_, behaviour, failure) => {
    bench.server.behave(behaviour)
    await expect(make()).rejects.toMatchObject(failure)
  })
})

describe('a link', () => {
  const make = () =>
    makeUrlLink(bench.api, { path: 'pages/x', query: 'roomId=1', envVersion: 'trial', days: 30 })

  test('is asked for with its days and version', async () => {
    bench.server.behave(answering({ errcode: 0, errmsg: 'ok', url_link: 'https://wxaurl.cn/abc' }))
    expect(await make()).toBe('https://wxaurl.cn/abc')
    expect(requestsOf(bench)[0]).toMatchObject({
      path: '/wxa/generate_urllink',
      body: { path: 'pages/x', query: 'roomId=1', env_version: 'trial', expire_type: 1, expire_interval: 30 },
    })
  })

  test.each(['http://wxaurl.cn/abc', 'javascript:alert(1)', '', 7, undefined])(
    'of another kind (%j) is none',
    async (url_link) => {
      bench.server.behave(answering({ errcode: 0, url_link }))
      await expect(make()).rejects.toMatchObject({ kind: 'unknown' })
    },
  )
})

describe('a message', () => {
  const message: MessageToSend = {
    openid,
    templateId: 'template-1',
    page: 'pages/player/player?roomId=1',
    fields: { thing1: '晚上好', time2: '2026-11-22 20:00' },
    envVersion: 'release',
  }

  test('is sent with every field as a value', async () => {
    expect(await sendMessage(bench.api, message)).toBe('sent')
    expect(requestsOf(bench)[0]).toMatchObject({
      path: '/cgi-bin/message/subscribe/send',
      body: {
        touser: openid,
        template_id: 'template-1',
        page: 'pages/player/player?roomId=1',
        data: { thing1: { value: '晚上好' }, time2: { value: '2026-11-22 20:00' } },
        miniprogram_state: 'formal',
        lang: 'zh_CN',
      },
    })
  })

  test.each([
    [40003, 'refused'],
    [43101, 'refused'],
    [40037, 'misconfigured'],
    [41030, 'misconfigured'],
    [47003, 'misconfigured'],
  ])('that WeChat answers with %i is %s', async (errcode, outcome) => {
    bench.server.behave(answering({ errcode, errmsg: 'x' }))
    expect(await sendMessage(bench.api, message)).toBe(outcome)
    expect(bench.server.requests).toHaveLength(1)
  })

  test.each([-1, 45009, 12345])(
    'that WeChat answers with %i has failed, and is not sent again',
    async (errcode) => {
      bench.server.behave(answering({ errcode }))
      await expect(sendMessage(bench.api, message)).rejects.toMatchObject({ code: String(errcode) })
      expect(bench.server.requests).toHaveLength(1)
    },
  )

  test('without an errcode was not surely sent', async () => {
    bench.server.behave(answering({}))
    await expect(sendMessage(bench.api, message)).rejects.toMatchObject({ kind: 'unknown' })
  })
})
