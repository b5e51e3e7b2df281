import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../testing/any-text.ts'
import {
  CALLBACK_NOW,
  CALLBACK_NOW_MS,
  callbackIdentity,
  pushBody,
  signed,
  toBytes,
} from '../../testing/signed-callback.ts'
import { readCallback } from './read-callback.ts'

const read = (body: unknown) => readCallback(toBytes(body), CALLBACK_NOW_MS, callbackIdentity)
const genuine = String(signed().sign)

const inWindow = fc.integer({ min: CALLBACK_NOW - 120, max: CALLBACK_NOW + 720 })
const wrongSign = fc.oneof(
  fc.constantFrom(undefined, null, '', true, 0, genuine.toUpperCase(), ` ${genuine}`, [genuine], {
    0: genuine,
  }),
  fc.nat({ max: 31 }).map((length) => genuine.slice(0, length)),
  fc.string({ minLength: 1 }).map((more) => genuine + more),
  fc.stringMatching(/^[0-9a-f]{32}$/).filter((text) => text !== genuine),
  fc
    .tuple(fc.nat({ max: 31 }), fc.constantFrom(...'0123456789abcdefABCDEFgz'))
    .map(([at, character]) => genuine.slice(0, at) + character + genuine.slice(at + 1))
    .filter((text) => text !== genuine),
  fc.double(),
  fc.array(fc.constant(genuine)),
)
const forgery = fc.oneof(
  wrongSign.map((sign) => ({ sign })),
  fc.tuple(inWindow, fc.string()).map(([t, key]) => signed(t, key)),
  inWindow.map((t) => signed(t, '')),
  inWindow.filter((t) => t !== CALLBACK_NOW + 600).map((t) => ({ t, sign: genuine })),
  inWindow.map((t) => ({ t: [t], sign: signed(t).sign })),
)

describe('forgeries', () => {
  test('10,000 forged bodies are all rejected', () => {
    fc.assert(
      fc.property(forgery, (fields) => {
        expect(read(pushBody(fields)).kind).toBe('rejected')
      }),
      { numRuns: 10_000 },
    )
  })

  test('10,000 times that are not ten plain digits are rejected, however well they are signed', () => {
    const oddTime = fc.oneof(
      fc.constantFrom(
        'NaN',
        'Infinity',
        '-Infinity',
        '1e99',
        '1e9',
        '0x7fffffff',
        'undefined',
        'null',
        'abc',
        '[object Object]',
      ),
      fc.double().filter((t) => !/^\d{10}$/.test(String(t))),
      fc.integer({ max: 999_999_999 }),
      fc.integer({ min: 10_000_000_000, max: Number.MAX_SAFE_INTEGER }),
      fc.string(),
      inWindow.map((t) => `0${t}`),
      inWindow.map((t) => `${t}.0`),
      inWindow.map((t) => `0x${t.toString(16)}`),
    )
    fc.assert(
      fc.property(
        oddTime.filter((t) => !/^\d{10}$/.test(String(t))),
        (t) => {
          expect(read(pushBody({ ...signed(t), t })).kind).toBe('rejected')
        },
      ),
      { numRuns: 10_000 },
    )
  })

  test('10,000 times signed by the provider are a push inside the window and stale outside it', () => {
    const anyTime = fc.oneof(
      fc.integer({ min: CALLBACK_NOW - 1_000, max: CALLBACK_NOW + 1_000 }),
      fc.integer({ min: 1e9, max: 9_999_999_999 }),
    )
    fc.assert(
      fc.property(anyTime, (t) => {
        const isIn = t >= CALLBACK_NOW - 120 && t <= CALLBACK_NOW + 720
        expect(read(pushBody(signed(t))).kind).toBe(isIn ? 'push' : 'stale')
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('sequences', () => {
  test('1,000 adjacent pairs come through as the strings they were', () => {
    const pair = fc
      .bigInt({ min: 10n ** 18n, max: 10n ** 19n - 2n })
      .map((first) => [String(first), String(first + 1n)])
    fc.assert(
      fc.property(pair, (pair) => {
        const sequences = pair.map((sequence) => {
          const callback = read(pushBody({ sequence }))
          return callback.kind === 'push' && callback.event.sequence
        })
        expect(sequences).toEqual(pair)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('any input', () => {
  test('arbitrary bytes never throw and never pass', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readCallback(Buffer.from(bytes), CALLBACK_NOW_MS, callbackIdentity).kind).toBe('rejected')
      }),
      { numRuns: 3_000 },
    )
  })

  test('arbitrary JSON never throws and never passes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(value).kind).toBe('rejected')
      }),
      { numRuns: 2_000 },
    )
  })

  test('hostile words in signed fields never throw, never leave a trace on Object.prototype, and stay in their field', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        "'; drop table rooms; --",
        '$(reboot)',
        '`id`',
        '\r\nSet-Cookie: a=b',
        '\u001b[2J',
        '\ud800',
        '\u0000',
        '<script>alert(1)</script>',
        '__proto__',
        '{{7*7}}',
        '../../etc/passwd',
      ),
      anyText(),
      fc.jsonValue(),
    )
    const field = fc.constantFrom(
      ...[
        'app',
        'appname',
        'stream_id',
        'sequence',
        'event_time',
        'stream_param',
        'errcode',
        'errmsg',
        'push_duration',
        'event_type',
        '__proto__',
        'constructor',
        'toString',
      ],
    )
    const before = Object.getOwnPropertyNames(Object.prototype)
    fc.assert(
      fc.property(fc.array(fc.tuple(field, hostile), { minLength: 1, maxLength: 4 }), (fields) => {
        // fromEntries makes `__proto__` an own property, as JSON.parse does.
        const callback = read(Object.fromEntries([...Object.entries(pushBody()), ...fields]))
        expect(['push', 'other', 'malformed']).toContain(callback.kind)
        if (callback.kind !== 'push') return
        const { token: _, ...event } = callback.event
        expect(JSON.stringify(event)).toMatch(/^[\x20-\x7e\u4e00-\u9fff]*$/)
        expect(event.streamName).toMatch(/^[0-9a-f]{32}z$/)
        expect(event.sequence).toMatch(/^\d{1,20}$/)
        expect(Number.isSafeInteger(event.occurredAtMs)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  })

  test('8 KiB of nesting, all that a body may hold, does not exhaust the stack', () => {
    for (const [open, close, size] of [
      ['[', ']', 2],
      ['{"a":', '}', 6],
    ] as const) {
      const depth = Math.floor(7_800 / size)
      const nested = `${open.repeat(depth)}1${close.repeat(depth)}`
      const { t, sign } = signed()
      const body = `{"event_type":100,"t":${t},"sign":"${sign}","deep":${nested}}`
      expect(readCallback(Buffer.from(body), CALLBACK_NOW_MS, callbackIdentity).kind).toBe('other')
    }
  })
})
