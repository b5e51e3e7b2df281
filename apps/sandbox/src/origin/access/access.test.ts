import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { FlvClient } from '../../testing/flv-client.ts'
import { AUDIO, FRAMES } from '../../testing/frames.ts'
import { RtmpPeer } from '../../testing/rtmp-peer.ts'
import { KEYS, pushName, rtmpPort, signedQuery, startTestSandbox } from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'

let sandbox: Sandbox
let publisher: RtmpPeer

beforeAll(async () => {
  sandbox = await startTestSandbox()
  publisher = await RtmpPeer.ready(rtmpPort(sandbox))
  publisher.publish(pushName('live1'))
  expect(await publisher.verdict()).toBe('NetStream.Publish.Start')
  publisher.message(AUDIO, 0, FRAMES.audio())
  await until('live1 is live', () => sandbox.list().length === 1)
})

afterAll(async () => {
  publisher.destroy()
  await sandbox.stop()
})

const WRONG_PUSHES: [string, string][] = [
  ['no signature', 'live2'],
  ['a wrong key', `live2?${signedQuery('nobody', 'live2')}`],
  ['an expired URL', `live2?${signedQuery(KEYS.push, 'live2', -1)}`],
  ["another stream's signature", `live2?${signedQuery(KEYS.push, 'live1')}`],
  ['a play URL', `live2?${signedQuery(KEYS.play, 'live2')}`],
  ['a backup play URL', `live2?${signedQuery(KEYS.playBackup, 'live2')}`],
  ['a name that is a path', `../live2?${signedQuery(KEYS.push, '../live2')}`],
  ['an empty name', `?${signedQuery(KEYS.push, '')}`],
]

const WRONG_PLAYS: [string, string][] = [
  ['no signature', ''],
  ['a wrong key', signedQuery('nobody', 'live1')],
  ['an expired URL', signedQuery(KEYS.play, 'live1', -1)],
  ["another stream's signature", signedQuery(KEYS.play, 'live2')],
  ['a push URL', signedQuery(KEYS.push, 'live1')],
  ['a backup push URL', signedQuery(KEYS.pushBackup, 'live1')],
]

async function rtmpVerdict(action: 'publish' | 'play', nameAndQuery: string, app = 'live') {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox), app)
  peer[action](nameAndQuery)
  const code = await peer.verdict()
  await until('the refused connection is closed', () => peer.closed || !code.match(/BadName|Failed|NotFound/))
  peer.destroy()
  return { code, refusal: peer.refusal }
}

describe('pushing over RTMP', () => {
  test.each(WRONG_PUSHES)('is refused with %s, in words', async (_what, name) => {
    const { code, refusal } = await rtmpVerdict('publish', name)
    expect(code).toBe('NetStream.Publish.BadName')
    expect(refusal).toMatch(/txSecret|txTime|stream name/)
    expect(sandbox.list().map(({ streamName }) => streamName)).toEqual(['live1'])
  })

  test('is refused in words that arrive, even to a publisher who sends before it listens', async () => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.peerSocket.cork()
    peer.publish('live2')
    for (let i = 0; i < 100; i += 1) peer.message(AUDIO, i, Buffer.alloc(60_000))
    peer.peerSocket.uncork()
    await until('the refused connection is closed', () => peer.closed)
    expect(peer.refusal).toMatch(/txSecret/)
  })

  test('is refused for another AppName', async () => {
    const { code, refusal } = await rtmpVerdict('publish', pushName('live2'), 'other')
    expect(code).toBe('NetStream.Publish.BadName')
    expect(refusal).toContain('"live"')
  })

  test('is accepted with the backup key', async () => {
    const { code } = await rtmpVerdict('publish', `live3?${signedQuery(KEYS.pushBackup, 'live3')}`)
    expect(code).toBe('NetStream.Publish.Start')
  })

  test('of a stream that is being pushed is refused, and the first push goes on unharmed', async () => {
    const { code, refusal } = await rtmpVerdict('publish', pushName('live1'))
    expect(code).toBe('NetStream.Publish.BadName')
    expect(refusal).toMatch(/already/)
    expect(publisher.closed).toBe(false)
    const viewer = await FlvClient.open(
      `${sandbox.addresses.media}/live/live1.flv?${signedQuery(KEYS.play, 'live1')}`,
    )
    await until('the first push reaches a viewer', () => {
      publisher.message(AUDIO, 600, FRAMES.audio('first-push'))
      return viewer.hasSeen('first-push')
    })
    viewer.destroy()
  })

  test('is refused while forbidden, and accepted when that has lapsed or was taken back', async () => {
    sandbox.forbid('live4', Date.now() + 60_000)
    expect((await rtmpVerdict('publish', pushName('live4'))).refusal).toMatch(/forbidden/)
    sandbox.allow('live4')
    expect((await rtmpVerdict('publish', pushName('live4'))).code).toBe('NetStream.Publish.Start')
    sandbox.forbid('live5', Date.now() - 1)
    expect((await rtmpVerdict('publish', pushName('live5'))).code).toBe('NetStream.Publish.Start')
  })
})

describe('playing over RTMP', () => {
  test.each(WRONG_PLAYS)('is refused with %s, in words', async (_what, query) => {
    const { code, refusal } = await rtmpVerdict('play', `live1?${query}`)
    expect(code).toBe('NetStream.Play.Failed')
    expect(refusal).toMatch(/txSecret|txTime/)
  })

  test('of a stream that is not live says so', async () => {
    const { code, refusal } = await rtmpVerdict('play', `nobody?${signedQuery(KEYS.play, 'nobody')}`)
    expect(code).toBe('NetStream.Play.StreamNotFound')
    expect(refusal).toMatch(/not live/)
  })

  test.each([KEYS.play, KEYS.playBackup])('is accepted with the play key %s', async (key) => {
    const { code } = await rtmpVerdict('play', `live1?${signedQuery(key, 'live1')}`)
    expect(code).toBe('NetStream.Play.Start')
  })
})

describe('playing over HTTP-FLV', () => {
  async function fetchFlv(path: string, origin?: string) {
    const headers = origin === undefined ? {} : { origin }
    const abort = new AbortController()
    const response = await fetch(`${sandbox.addresses.media}${path}`, { headers, signal: abort.signal })
    const text = response.status === 200 ? '' : await response.text()
    abort.abort()
    return { status: response.status, headers: response.headers, text }
  }

  test.each(WRONG_PLAYS)('is refused with %s by a 403 in words', async (_what, query) => {
    const { status, text, headers } = await fetchFlv(`/live/live1.flv?${query}`)
    expect(status).toBe(403)
    expect(text).toMatch(/txSecret|txTime/)
    expect(headers.get('content-type')).toMatch(/^text\/plain/)
  })

  test.each([
    ['a stream that is not live', `/live/nobody.flv?${signedQuery(KEYS.play, 'nobody')}`],
    ['another AppName', `/other/live1.flv?${signedQuery(KEYS.play, 'live1')}`],
    ['a name with an escaped blank', '/live/a%20b.flv'],
    ['a path out of the way', '/live/../live1.flv'],
    ['two slashes', '//'],
    ['another suffix', `/live/live1.ts?${signedQuery(KEYS.play, 'live1')}`],
  ])('answers 404 for %s', async (_what, path) => {
    expect((await fetchFlv(path)).status).toBe(404)
  })

  test('answers 200 with FLV for a valid URL', async () => {
    const { status, headers } = await fetchFlv(`/live/live1.flv?${signedQuery(KEYS.playBackup, 'live1')}`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('video/x-flv')
  })

  test('lets pages of this machine read it, and no others', async () => {
    const path = `/live/live1.flv?${signedQuery(KEYS.play, 'live1')}`
    for (const origin of ['http://127.0.0.1:7101', 'http://localhost:7101', 'http://[::1]:1']) {
      expect((await fetchFlv(path, origin)).headers.get('access-control-allow-origin')).toBe('*')
      expect((await fetchFlv('/live/nobody.flv', origin)).headers.get('access-control-allow-origin')).toBe(
        '*',
      )
    }
    for (const origin of ['https://example.com', 'http://127.0.0.1.example.com', 'null']) {
      expect((await fetchFlv(path, origin)).headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test.each(['PUT', 'DELETE'])('refuses the method %s', async (method) => {
    const response = await fetch(`${sandbox.addresses.media}/live/live1.flv`, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, POST')
  })

  test('describes itself at /', async () => {
    const response = await fetch(`${sandbox.addresses.media}/`)
    expect(await response.text()).toMatch(/^Kaibo sandbox.*\n$/)
  })
})
