import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pushSignature } from './push-signature.ts'
import { type PushIdentity, readPush } from './read-push.ts'
import {
  encryptedIdentity,
  imageEvent,
  PUSH_NOW_MS,
  plainIdentity,
  type SignedPush,
  signedPush,
} from './testing/signed-push.ts'

const read = (push: SignedPush, identity: PushIdentity = plainIdentity, nowMs = PUSH_NOW_MS) =>
  readPush(push, identity, nowMs)
const IDENTITIES: [string, PushIdentity][] = [
  ['plain', plainIdentity],
  ['encrypted', encryptedIdentity],
]

const NOW = PUSH_NOW_MS / 1000

describe.each(IDENTITIES)('in the %s mode', (_, identity) => {
  test('the verdict on an image is read', () => {
    expect(read(signedPush(imageEvent(), identity), identity)).toEqual({
      kind: 'event',
      event: { kind: 'image-checked', traceId: '60f96f1d-3845297a-1976a3ae', verdict: 'pass' },
    })
  })

  test.each([
    [{ result: { suggest: 'risky', label: 20001 } }, 'risky'],
    [{ result: { suggest: 'review', label: 21000 } }, 'review'],
    [{ result: undefined }, 'undecided'],
    [{ result: {} }, 'undecided'],
    [{ result: { suggest: 'fine' } }, 'undecided'],
    [{ errcode: -1008 }, 'undecided'],
    [{ errcode: undefined }, 'pass'],
    [{ appid: undefined, detail: undefined, unknown: { new: true } }, 'pass'],
  ])('of %j the verdict is %s', (fields, verdict) => {
    expect(read(signedPush(imageEvent(fields), identity), identity)).toMatchObject({ event: { verdict } })
  })

  test.each([
    [{ MsgType: 'event', Event: 'subscribe_msg_popup_event' }, 'event/subscribe_msg_popup_event'],
    [{ MsgType: 'text', Content: 'hi' }, 'text/'],
  ])('%j is another event, taken and ignored', (message, name) => {
    expect(read(signedPush(message, identity), identity)).toEqual({
      kind: 'event',
      event: { kind: 'other', name },
    })
  })

  test.each([
    '',
    'x',
    '[]',
    'null',
    '{}',
    '{"MsgType":7}',
    imageEvent({ trace_id: undefined }),
    imageEvent({ trace_id: 7 }),
    imageEvent({ appid: 'wx0000000000000000' }),
  ])('%j is signed, and no event', (message) => {
    expect(read(signedPush(message, identity), identity).kind).toBe('malformed')
  })

  test.each([-301_000, 301_000])('a push of another time (%i ms) is refused', (offMs) => {
    expect(read(signedPush(imageEvent(), identity), identity, PUSH_NOW_MS + offMs).kind).toBe('rejected')
  })

  test.each([-300_000, 300_000])('a push at the edge of its time (%i ms) is taken', (offMs) => {
    expect(read(signedPush(imageEvent(), identity), identity, PUSH_NOW_MS + offMs).kind).toBe('event')
  })

  test('a push that is signed with another token, or not at all, is refused', () => {
    const other = { ...identity, token: 'AnotherToken0123456' }
    expect(read(signedPush(imageEvent(), other), identity).kind).toBe('rejected')
    const { query, rawBody } = signedPush(imageEvent(), identity)
    for (const signature of ['', 'x', '0'.repeat(40)]) {
      const changed = {
        ...query,
        signature,
        ...(query.msg_signature === undefined ? {} : { msg_signature: signature }),
      }
      expect(read({ query: changed, rawBody }, identity).kind).toBe('rejected')
    }
  })

  test.each([
    `0x${NOW.toString(16)}`,
    `${NOW / 100}e2`,
    ` ${NOW}`,
    `0${NOW}`,
    `${NOW}.0`,
    `${NOW}\n`,
    'NaN',
    '',
  ])('the time %j is none', (timestamp) => {
    const { token } = identity
    const query = { signature: pushSignature([token, timestamp, 'n']), timestamp, nonce: 'n' }
    expect(read({ query, rawBody: Buffer.from(JSON.stringify(imageEvent())) }, identity).kind).toBe(
      'rejected',
    )
  })

  test('whatever comes unsigned is refused, and no exception comes of it', () => {
    const word = fc.string({ maxLength: 60 })
    const query = fc.record(
      {
        signature: word,
        timestamp: fc.oneof(word, fc.constant(String(PUSH_NOW_MS / 1000))),
        nonce: word,
        msg_signature: word,
        encrypt_type: fc.constantFrom('aes', 'raw', ''),
      },
      { requiredKeys: ['signature', 'timestamp', 'nonce'] },
    )
    const body = fc.oneof(fc.json(), word, fc.constant(signedPush(imageEvent(), identity).rawBody.toString()))
    fc.assert(
      fc.property(query, body, (query, text) => {
        expect(read({ query, rawBody: Buffer.from(text) }, identity).kind).toBe('rejected')
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('with a key, what is not encrypted is not taken:', () => {
  test('a plain push, though signed', () => {
    expect(read(signedPush(imageEvent()), encryptedIdentity)).toEqual({
      kind: 'malformed',
      why: expect.stringContaining('安全模式'),
    })
  })

  test('plain fields beside an encrypted message (the mixed mode) do not count', () => {
    const { query, rawBody } = signedPush(imageEvent({ result: { suggest: 'risky' } }), encryptedIdentity)
    const mixed = Buffer.from(JSON.stringify({ ...imageEvent(), ...JSON.parse(rawBody.toString()) }))
    expect(read({ query, rawBody: mixed }, encryptedIdentity)).toMatchObject({ event: { verdict: 'risky' } })
  })

  test('a message under the signature of another one', () => {
    const { query } = signedPush(imageEvent({ result: { suggest: 'risky' } }), encryptedIdentity)
    const { rawBody } = signedPush(imageEvent(), encryptedIdentity)
    expect(read({ query, rawBody }, encryptedIdentity).kind).toBe('rejected')
  })

  test('a message for another mini-program', () => {
    const other = { ...encryptedIdentity, appId: 'wx0000000000000000' }
    expect(read(signedPush(imageEvent(), other), encryptedIdentity).kind).toBe('rejected')
  })
})

describe('a form that is not served is named, with the cure:', () => {
  const xml = '<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Event>wxa_media_check</Event></xml>'

  test.each(IDENTITIES)('XML in the %s mode', (_, identity) => {
    expect(read(signedPush(xml), identity)).toEqual({
      kind: 'malformed',
      why: expect.stringContaining('数据格式'),
    })
    if (identity.aesKey !== undefined) {
      expect(read(signedPush(xml, identity), identity)).toMatchObject({
        why: expect.stringContaining('数据格式'),
      })
    }
  })

  test('an encrypted push without a key', () => {
    expect(read(signedPush(imageEvent(), encryptedIdentity), plainIdentity)).toEqual({
      kind: 'malformed',
      why: expect.stringContaining('KAIBO_WECHAT_PUSH_AES_KEY'),
    })
  })

  test('but not to who did not sign it', () => {
    const { query } = signedPush(xml)
    for (const [, identity] of IDENTITIES) {
      const rejected = read({ query: { ...query, signature: 'x' }, rawBody: Buffer.from(xml) }, identity)
      expect(rejected).toEqual({ kind: 'rejected', why: 'the signature does not fit' })
    }
  })
})
