import { describe, expect, test } from 'vitest'
import {
  CALLBACK_NOW,
  CALLBACK_NOW_MS,
  callbackIdentity,
  pushBody,
  SOME_STREAM,
  signed,
  toBytes,
} from '../../testing/signed-callback.ts'
import { testKeys } from '../../testing/test-keys.ts'
import { noStreamControl } from './cloud-api/testing/no-stream-control.ts'
import { readCallback } from './read-callback.ts'

const read = (body: unknown, nowMs = CALLBACK_NOW_MS) => readCallback(toBytes(body), nowMs, callbackIdentity)
const kindOf = (fields: Record<string, unknown>) => read(pushBody(fields)).kind

describe('a genuine push callback', () => {
  test('becomes a start with the sequence as a string and the token taken out of stream_param', () => {
    const callback = read(
      pushBody({
        stream_param: 'txSecret=0&txTime=6D000000&kaibo=issue_0.mac&x=1',
        width: 1280,
        height: 720,
      }),
    )
    expect(callback).toEqual({
      kind: 'push',
      event: {
        streamName: SOME_STREAM,
        type: 'push.started',
        sequence: '2210464508206756938',
        occurredAtMs: CALLBACK_NOW_MS - 1000,
        token: 'issue_0.mac',
        details: { message: 'ok', width: 1280, height: 720 },
      },
    })
  })

  test('becomes an end with its codes and duration, as explanations', () => {
    const end = {
      event_type: 0,
      errcode: 3,
      sub_errcode: 12,
      errmsg: 'recv return 0',
      push_duration: '81000',
    }
    expect(read(pushBody(end))).toMatchObject({
      kind: 'push',
      event: {
        type: 'push.ended',
        endCode: 3,
        endSubCode: 12,
        details: { message: 'recv return 0', pushDurationMs: 81_000 },
      },
    })
  })

  test('needs no end codes', () => {
    const callback = read(pushBody({ event_type: 0, errcode: undefined, errmsg: undefined }))
    expect(callback).toMatchObject({ kind: 'push', event: { type: 'push.ended', details: {} } })
    expect(callback.kind === 'push' && Object.keys(callback.event)).not.toContain('endCode')
  })

  test('keeps its kind whatever stands in fields that only explain', () => {
    const odd = {
      errcode: 'x',
      errmsg: { a: 1 },
      push_duration: -1,
      width: 1e99,
      height: [],
      stream_param: 7,
    }
    expect(read(pushBody({ event_type: 0, ...odd }))).toMatchObject({ kind: 'push', event: { details: {} } })
  })

  test('may bring fields that nobody knows, and numbers as digits', () => {
    expect(kindOf({ brand_new: { deep: [1] }, event_time: String(CALLBACK_NOW), errcode: '0' })).toBe('push')
    expect(kindOf(signed(String(CALLBACK_NOW + 600)))).toBe('push')
  })

  test('leaves neighbouring sequences distinct, which numbers would not', () => {
    const [first, second] = ['2210464508206756938', '2210464508206756939'].map((sequence) => {
      const callback = read(pushBody({ sequence }))
      return callback.kind === 'push' ? callback.event.sequence : undefined
    })
    expect([first, second]).toEqual(['2210464508206756938', '2210464508206756939'])
    expect(Number(first)).toBe(Number(second))
  })

  test('keeps of the provider’s free text only short and harmless characters', () => {
    const callback = read(pushBody({ errmsg: `断开\r\n\u001b[31m<b>\u202e\ud800${'x'.repeat(300)}` }))
    const message = callback.kind === 'push' ? String(callback.event.details.message) : ''
    expect(message).toMatch(/^断开\[31m<b>x+$/)
    expect(message.length).toBeLessThanOrEqual(200)
  })

  test('keeps no signature of a push URL in its message, however that is written', () => {
    const query = `txSecret=${'5'.repeat(32)}&kaibo=issue.mac`
    for (const text of [
      query,
      encodeURIComponent(query),
      JSON.stringify({ query }),
      query.replace('x', 'x\u0007'),
    ]) {
      const callback = read(pushBody({ errmsg: `rtmp://push.example.test/live/x?${text}` }))
      const message = callback.kind === 'push' ? String(callback.event.details.message) : ''
      expect(message).toContain('rtmp://push.example.test')
      expect(message).not.toMatch(/5555|mac/)
    }
  })

  test('is read with the provider’s own domain spelt in any case in the configuration', async () => {
    const { createTencentCssProvider } = await import('./tencent-css-provider.ts')
    const base = 'rtmp://Push.Example.TEST/live'
    const provider = createTencentCssProvider(
      { pushRtmpBaseUrl: base, playFlvBaseUrl: base, playRtmpBaseUrl: base, playHlsBaseUrl: base },
      testKeys,
      noStreamControl,
    )
    expect(provider.readCallback(toBytes(pushBody()), CALLBACK_NOW_MS).kind).toBe('push')
  })
})

describe('a body without a valid signature is rejected', () => {
  const sign = String(signed().sign)
  test.each<[string, Record<string, unknown>]>([
    ['no sign', { sign: undefined }],
    ['an empty sign', { sign: '' }],
    ['null for a sign', { sign: null }],
    ['a sign of 31 digits', { sign: sign.slice(0, 31) }],
    ['the right sign and one digit more', { sign: `${sign}0` }],
    ['the right sign in upper case', { sign: sign.toUpperCase() }],
    ['the right sign and a space', { sign: `${sign} ` }],
    ['the right sign and a line break', { sign: `${sign}\n` }],
    ['the right sign in a list', { sign: [sign] }],
    ['the right sign in an object', { sign: { toString: sign } }],
    ['a number for a sign', { sign: 12345678 }],
    ['true for a sign', { sign: true }],
    ['a sign of 32 wide characters', { sign: '０'.repeat(32) }],
    ['another sign', { sign: '0'.repeat(32) }],
    ['the sign of another t', { sign: signed(CALLBACK_NOW + 599).sign }],
    ['a sign with another key', signed(CALLBACK_NOW + 600, 'another key')],
    ['a sign with an empty key', signed(CALLBACK_NOW + 600, '')],
    ['a sign with "undefined" as key', signed(CALLBACK_NOW + 600, 'undefined')],
    ['no t', { t: undefined }],
    ['null for t', { t: null }],
    ['nine digits', signed(999_999_999)],
    ['eleven digits', signed(17_950_000_000)],
    ['a fraction', signed(CALLBACK_NOW + 0.5)],
    ['a negative t', signed(-CALLBACK_NOW)],
    ['NaN as text', signed('NaN')],
    ['Infinity as text', signed('Infinity')],
    ['an exponent', signed('1e99')],
    ['hex', signed('0x7fffffff')],
    ['an empty t', signed('')],
    ['a t with a space before it', signed(` ${CALLBACK_NOW + 600}`)],
    ['a t with a line break behind it', signed(`${CALLBACK_NOW + 600}\n`)],
    ['a t with a plus', signed(`+${CALLBACK_NOW}`)],
    ['full-width digits', signed('１７９５３４８８００')],
    ['t in a list', { t: [CALLBACK_NOW + 600] }],
    ['t in an object', { t: { valueOf: CALLBACK_NOW + 600 } }],
    ['true for t', signed('true')],
  ])('%s', (_, fields) => {
    expect(read(pushBody(fields))).toMatchObject({ kind: 'rejected' })
  })

  test.each([
    ['nothing', ''],
    ['no JSON', 'event_type=1'],
    ['half a JSON', JSON.stringify(pushBody()).slice(0, -1)],
    ['a list', JSON.stringify([pushBody()])],
    ['a text', JSON.stringify(JSON.stringify(pushBody()))],
    ['null', 'null'],
    ['a number', '1795348800'],
    [
      'the fields in __proto__',
      JSON.stringify({ x: 1 }).replace('"x":1', `"__proto__":${JSON.stringify(pushBody())}`),
    ],
    ['a byte order mark', `\ufeff${JSON.stringify(pushBody())}`],
  ])('%s', (_, text) => {
    expect(readCallback(Buffer.from(text), CALLBACK_NOW_MS, callbackIdentity).kind).toBe('rejected')
  })
})

describe('a signed push with fields that cannot be right is malformed, never a push', () => {
  test.each<[string, Record<string, unknown>]>([
    ['another push domain', { app: 'other.example.test' }],
    ['our domain as a suffix', { app: 'x.push.example.test' }],
    ['no push domain', { app: undefined }],
    ['a push domain in a list', { app: [callbackIdentity.pushDomain] }],
    ['another AppName', { appname: 'live2' }],
    ['no AppName', { appname: undefined }],
    ['a stream name of another shape', { stream_id: 'test_stream' }],
    ['an upper-case stream name', { stream_id: SOME_STREAM.toUpperCase() }],
    ['SQL for a stream name', { stream_id: `${SOME_STREAM}'; drop table rooms; --` }],
    ['a line break behind the stream name', { stream_id: `${SOME_STREAM}\n` }],
    ['no stream name, though channel_id has one', { stream_id: undefined }],
    ['a stream name in a list', { stream_id: [SOME_STREAM] }],
    ['a sequence that is a number', { sequence: 2210464508 }],
    ['an empty sequence', { sequence: '' }],
    ['a sequence of 21 digits', { sequence: '1'.repeat(21) }],
    ['a sequence with letters', { sequence: '221046450820675693x' }],
    ['a negative sequence', { sequence: '-1' }],
    ['no sequence', { sequence: undefined }],
    ['no event_time', { event_time: undefined }],
    ['a negative event_time', { event_time: -1 }],
    ['a fraction of an event_time', { event_time: 1.5 }],
    ['an event_time in milliseconds', { event_time: CALLBACK_NOW_MS }],
    ['an event_time in hex', { event_time: '0x10' }],
    ['an event_type that is text', { event_type: '1' }],
    ['no event_type', { event_type: undefined }],
    ['a negative event_type', { event_type: -1 }],
    ['a fraction of an event_type', { event_type: 0.5 }],
    ['true for an event_type', { event_type: true }],
  ])('%s', (_, fields) => {
    expect(kindOf(fields)).toBe('malformed')
  })
})

describe('the time window', () => {
  test.each([
    [-121, 'stale'],
    [-120, 'push'],
    [720, 'push'],
    [721, 'stale'],
  ])('t = now %i s is %s', (seconds, kind) => {
    expect(kindOf(signed(CALLBACK_NOW + seconds))).toBe(kind)
  })

  test('follows the injected clock, to the second', () => {
    const body = pushBody(signed(CALLBACK_NOW))
    expect(read(body, CALLBACK_NOW_MS + 120_999).kind).toBe('push')
    expect(read(body, CALLBACK_NOW_MS + 121_000).kind).toBe('stale')
    expect(read(body, CALLBACK_NOW_MS - 720_000).kind).toBe('push')
    expect(read(body, CALLBACK_NOW_MS - 720_001).kind).toBe('stale')
  })

  test('a stale push tells at most whose stream to ask about, and nothing of what the body claims', () => {
    expect(read(pushBody(signed(CALLBACK_NOW - 900)))).toEqual({ kind: 'stale', streamName: SOME_STREAM })
    expect(read(pushBody({ stream_id: 'x', ...signed(CALLBACK_NOW - 900) }))).toEqual({ kind: 'stale' })
  })
})
