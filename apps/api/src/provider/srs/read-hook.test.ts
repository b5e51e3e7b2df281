import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SOME_STREAM, toBytes } from '../../testing/signed-callback.ts'
import { testKeys } from '../../testing/test-keys.ts'
import { noStreamControl } from '../tencent-css/cloud-api/testing/no-stream-control.ts'
import { createSrsProvider } from './srs-provider.ts'
import { hook, paramOf } from './testing/hooks.ts'

const NOW_MS = Date.UTC(2026, 10, 22, 12)
const HOUR_MS = 3_600_000
const base = 'http://media.example.test/live'
const provider = createSrsProvider(
  {
    pushRtmpBaseUrl: 'rtmp://media.example.test/live',
    playFlvBaseUrl: base,
    playRtmpBaseUrl: 'rtmp://media.example.test/live',
    playHlsBaseUrl: base,
    apiBaseUrl: 'http://127.0.0.1:1985',
    apiUser: 'kaibo',
    hookSources: [],
  },
  { ...testKeys, pushBackupKey: 'unit-push-backup-key-0123456789' },
  noStreamControl,
)
const read = (body: unknown, nowMs = NOW_MS) => provider.readHook(toBytes(body), nowMs)

const pushUrl = (streamName = SOME_STREAM, expiresAtMs = NOW_MS + HOUR_MS) =>
  provider.pushUrl({ streamName, expiresAtMs, token: 'issue_0.mac' })
const playUrls = provider.playUrls({
  streamName: SOME_STREAM,
  expiresAtMs: NOW_MS + HOUR_MS,
  hlsExpiresAtMs: NOW_MS + 12 * HOUR_MS,
})
const push = { param: paramOf(pushUrl()) }

describe('on_publish', () => {
  test('with the URL that was issued is a start now, named by connection and run of SRS, with our token', () => {
    expect(read(hook('on_publish', push))).toEqual({
      kind: 'push',
      event: {
        streamName: SOME_STREAM,
        type: 'push.started',
        sequence: '53b29f12.k2x8a0c1',
        occurredAtMs: NOW_MS,
        token: 'issue_0.mac',
        details: {},
      },
    })
  })

  test('is named by the server where SRS does not tell its run, and by a number where it counts connections', () => {
    const fields = { ...push, service_id: undefined, client_id: 1985 }
    expect(read(hook('on_publish', fields))).toMatchObject({ event: { sequence: 'vid-0e3y8g4.1985' } })
  })

  test('of a connection that another run of SRS named alike is another push', () => {
    const again = read(hook('on_publish', { ...push, service_id: 'a0a0a0a0' }))
    expect(again).toMatchObject({ event: { sequence: 'a0a0a0a0.k2x8a0c1' } })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['no signature', { param: '' }, 'missing'],
    ['an expired URL', { param: paramOf(pushUrl(SOME_STREAM, NOW_MS)) }, 'expired'],
    ['a play URL', { param: paramOf(playUrls.rtmp) }, 'mismatch'],
    ['another stream’s URL', { param: paramOf(pushUrl(`${'f'.repeat(32)}z`)) }, 'mismatch'],
    ['another app', { ...push, app: 'vod' }, 'app'],
    ['a name that is not ours', { ...push, stream: 'livestream' }, 'stream'],
    ['a file’s ending', { ...push, stream: `${SOME_STREAM}.flv` }, 'stream'],
    ['no server', { ...push, server_id: undefined, service_id: undefined }, 'server'],
  ])('with %s is refused', (_, fields, why) => {
    expect(read(hook('on_publish', fields))).toEqual({ kind: 'refused', why })
  })
})

describe('on_unpublish', () => {
  test('is the end of the push that the same connection began, however long its URL has expired', () => {
    const [start, end] = ['on_publish', 'on_unpublish'].map((action, index) =>
      read(hook(action, push), NOW_MS + index * 1_000 * HOUR_MS),
    )
    expect([start, end]).toMatchObject([
      { event: { type: 'push.started', sequence: '53b29f12.k2x8a0c1' } },
      { event: { type: 'push.ended', sequence: '53b29f12.k2x8a0c1', token: 'issue_0.mac' } },
    ])
  })

  test('without the query still tells of the end', () => {
    expect(read(hook('on_unpublish', { param: undefined }))).toEqual({
      kind: 'push',
      event: expect.not.objectContaining({ token: expect.anything() }),
    })
  })
})

describe('on_play', () => {
  test.each([
    ['RTMP', SOME_STREAM, playUrls.rtmp],
    ['HTTP-FLV', SOME_STREAM, playUrls.flv],
    ['HTTP-FLV, with the ending', `${SOME_STREAM}.flv`, playUrls.flv],
    ['HLS, with the ending', `${SOME_STREAM}.m3u8`, playUrls.hls],
  ])('over %s is let in with the URL that was issued', (_, stream, url) => {
    expect(read(hook('on_play', { stream, param: paramOf(url) }))).toEqual({ kind: 'play' })
  })

  test('over HLS lasts as long as its own URL does', () => {
    const fields = { stream: `${SOME_STREAM}.m3u8`, param: paramOf(playUrls.hls) }
    expect(read(hook('on_play', fields), NOW_MS + 12 * HOUR_MS - 1)).toEqual({ kind: 'play' })
    expect(read(hook('on_play', fields), NOW_MS + 12 * HOUR_MS)).toEqual({ kind: 'refused', why: 'expired' })
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['no signature', {}, 'missing'],
    ['a push URL', push, 'mismatch'],
    ['another stream’s URL', { stream: `${'f'.repeat(32)}z`, param: paramOf(playUrls.rtmp) }, 'mismatch'],
    ['another app', { app: 'vod', param: paramOf(playUrls.rtmp) }, 'app'],
    ['a name that is not ours', { stream: '../x.m3u8', param: paramOf(playUrls.hls) }, 'stream'],
  ])('with %s is refused', (_, fields, why) => {
    expect(read(hook('on_play', fields))).toEqual({ kind: 'refused', why })
  })
})

test.each(['on_connect', 'on_close', 'on_stop', 'on_dvr', 'on_hls', 'on_something_new'])(
  '%s changes nothing',
  (action) => {
    expect(read(hook(action))).toEqual({ kind: 'ignored' })
  },
)

test('bytes that are no hook are unreadable, and none at all lets anybody in', () => {
  const texts = ['', '0', 'null', '[]', '{', '{}', '"on_publish"', JSON.stringify({ action: 'on_publish' })]
  for (const text of texts) {
    expect(provider.readHook(Buffer.from(text), NOW_MS)).toEqual({ kind: 'unreadable' })
  }
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue(), fc.double())
  const body = fc.record({
    ...{ server_id: field, service_id: field, client_id: field, app: field, stream: field, param: field },
    action: fc.constantFrom('on_publish', 'on_play', 'on_unpublish', '__proto__'),
  })
  const bytes = fc.oneof(
    fc.uint8Array().map((raw) => Buffer.from(raw)),
    body.map(toBytes),
    body.map((fields) => toBytes({ ...hook(fields.action), ...fields })),
  )
  fc.assert(
    fc.property(bytes, (raw) => {
      const read = provider.readHook(raw, NOW_MS)
      const starts = read.kind === 'push' && read.event.type === 'push.started'
      expect(starts || read.kind === 'play').toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test('a start and its end are told apart from every other connection’s', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/)
  fc.assert(
    fc.property(fc.tuple(id, id), fc.tuple(id, id), (a, b) => {
      const [first, second] = [a, b].map(([service_id, client_id]) => {
        const read = provider.readHook(
          toBytes(hook('on_publish', { ...push, service_id, client_id })),
          NOW_MS,
        )
        return read.kind === 'push' ? read.event.sequence : undefined
      })
      expect(first === second).toBe(a[0] === b[0] && a[1] === b[1])
    }),
  )
})
