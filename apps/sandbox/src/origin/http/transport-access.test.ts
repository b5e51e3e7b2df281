import { once } from 'node:events'
import { get } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { flvOpening } from '../../testing/flv-bytes.ts'
import { HttpPublisher } from '../../testing/http-publisher.ts'
import {
  httpPushUrl,
  KEYS,
  signedQuery,
  startTestSandbox,
  webSocketBase,
  wsPlayUrl,
  wsPushUrl,
} from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'
import { WsPeer } from '../../testing/ws-peer.ts'

let sandbox: Sandbox
let publisher: WsPeer

beforeAll(async () => {
  sandbox = await startTestSandbox()
  publisher = await WsPeer.push(wsPushUrl(sandbox, 'live1'))
  publisher.send(flvOpening())
  await until('live1 is live', () => sandbox.list().length === 1)
})
afterAll(async () => {
  publisher.destroy()
  await sandbox.stop()
})

/** Queries that must not open `name`, for the one purpose that `key` is not for. */
function wrongQueries(name: string, right: 'push' | 'play'): [string, string][] {
  const other = right === 'push' ? KEYS.play : KEYS.push
  const otherBackup = right === 'push' ? KEYS.playBackup : KEYS.pushBackup
  return [
    ['no signature', ''],
    ['a wrong key', signedQuery('nobody', name)],
    ['an expired URL', signedQuery(KEYS[right], name, -1)],
    ["another stream's signature", signedQuery(KEYS[right], 'other')],
    ['a URL for the other direction', signedQuery(other, name)],
    ['a backup URL for the other direction', signedQuery(otherBackup, name)],
  ]
}

async function post(path: string, headers: Record<string, string> = {}): Promise<HttpPublisher> {
  const client = new HttpPublisher(`${sandbox.addresses.media}${path}`, headers)
  await until('an answer', () => client.status !== null || client.closed)
  client.destroy()
  return client
}

const upgrade = (path: string, options: Parameters<typeof WsPeer.open>[1] = {}) =>
  WsPeer.open(`${webSocketBase(sandbox)}${path}`, options)

describe('a WS-FLV push', () => {
  test.each(wrongQueries('live2', 'push'))('is refused with %s by a 403 in words', async (_what, query) => {
    const peer = await upgrade(`/live/live2.flv?${query}`, { protocol: 'push' })
    expect([peer.status, peer.refusal]).toEqual([403, expect.stringMatching(/txSecret|txTime/)])
  })

  test('is refused for another AppName, a taken stream and a forbidden one', async () => {
    const query = signedQuery(KEYS.push, 'live2')
    expect((await upgrade(`/other/live2.flv?${query}`, { protocol: 'push' })).status).toBe(404)
    expect((await upgrade(`/live/live2.m3u8?${query}`, { protocol: 'push' })).status).toBe(404)
    expect((await WsPeer.push(wsPushUrl(sandbox, 'live1'))).status).toBe(409)
    sandbox.forbid('live3', Date.now() + 60_000)
    expect((await WsPeer.push(wsPushUrl(sandbox, 'live3'))).status).toBe(403)
  })

  test('is accepted with the backup key, under its subprotocol', async () => {
    const query = signedQuery(KEYS.pushBackup, 'live4')
    const peer = await upgrade(`/live/live4.flv?${query}`, { protocol: 'push' })
    expect([peer.status, peer.webSocket.protocol]).toEqual([101, 'push'])
    peer.destroy()
  })

  test.each([['flv'], [['push', 'flv']], [['flv', 'push']]])(
    'is refused with the subprotocol %s',
    async (protocol) => {
      const query = signedQuery(KEYS.push, 'live5')
      expect((await upgrade(`/live/live5.flv?${query}`, { protocol })).status).toBe(400)
    },
  )

  test('that is no proper handshake gives the stream back', async () => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Protocol': 'push' }
    const withoutKey = get(httpPushUrl(sandbox, 'live6'), { headers })
    const [response] = await once(withoutKey, 'response')
    expect(response.statusCode).toBe(400)
    withoutKey.destroy()
    const peer = await WsPeer.push(wsPushUrl(sandbox, 'live6'))
    expect(peer.status).toBe(101)
    peer.destroy()
  })
})

describe('a WS-FLV play', () => {
  test.each(wrongQueries('live1', 'play'))('is refused with %s by a 403 in words', async (_what, query) => {
    const peer = await upgrade(`/live/live1.flv?${query}`)
    expect([peer.status, peer.refusal]).toEqual([403, expect.stringMatching(/txSecret|txTime/)])
  })

  test('of a stream that is not live is a 404', async () => {
    expect((await WsPeer.open(wsPlayUrl(sandbox, 'nobody'))).status).toBe(404)
    expect((await upgrade('/live/a%20b.flv')).status).toBe(404)
  })

  test('without the subprotocol never becomes a push', async () => {
    const peer = await WsPeer.open(wsPushUrl(sandbox, 'live7'))
    expect(peer.status).toBe(403)
  })
})

describe('pages from elsewhere', () => {
  test.each(['https://example.com', 'null', 'http://127.0.0.1.example.com'])(
    'such as %s are refused',
    async (origin) => {
      const push = await WsPeer.open(wsPushUrl(sandbox, 'live8'), { protocol: 'push', origin })
      const play = await WsPeer.open(wsPlayUrl(sandbox, 'live1'), { origin })
      const { pathname, search } = new URL(httpPushUrl(sandbox, 'live8'))
      const posted = await post(pathname + search, { origin })
      expect([push.status, play.status, posted.status]).toEqual([403, 403, 403])
    },
  )

  test('are told apart from those of this machine', async () => {
    const origin = 'http://127.0.0.1:7101'
    const push = await WsPeer.open(wsPushUrl(sandbox, 'live8'), { protocol: 'push', origin })
    const play = await WsPeer.open(wsPlayUrl(sandbox, 'live1'), { origin })
    expect([push.status, play.status]).toEqual([101, 101])
    push.destroy()
    play.destroy()
  })
})

describe('an HTTP-FLV push', () => {
  test.each(wrongQueries('live9', 'push'))(
    'is refused with %s by a 403 before its body',
    async (_what, query) => {
      const { status, text } = await post(`/live/live9.flv?${query}`)
      expect([status, text]).toEqual([403, expect.stringMatching(/txSecret|txTime/)])
    },
  )

  test('gets a go-ahead only with a good signature', async () => {
    const expecting = { Expect: '100-continue' }
    const refused = await post('/live/live9.flv?', expecting)
    expect([refused.status, refused.continued]).toEqual([403, false])
    const accepted = new HttpPublisher(httpPushUrl(sandbox, 'live9'), expecting)
    await until('the go-ahead', () => accepted.continued)
    accepted.destroy()
  })

  test('is refused for another AppName, a taken stream and a forbidden one', async () => {
    const { search } = new URL(httpPushUrl(sandbox, 'live2'))
    expect((await post(`/other/live2.flv${search}`)).status).toBe(404)
    const taken = new URL(httpPushUrl(sandbox, 'live1'))
    expect((await post(taken.pathname + taken.search)).status).toBe(409)
    sandbox.forbid('live3', Date.now() + 60_000)
    const forbidden = new URL(httpPushUrl(sandbox, 'live3'))
    expect((await post(forbidden.pathname + forbidden.search)).text).toMatch(/forbidden/)
  })
})

test('a page of this machine may ask before it reads', async () => {
  const ask = (origin: string) =>
    fetch(`${sandbox.addresses.media}/live/live1.flv`, { method: 'OPTIONS', headers: { origin } })
  const allowed = await ask('http://127.0.0.1:7101')
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-origin')).toBe('*')
  expect(allowed.headers.get('access-control-allow-methods')).toBe('GET')
  expect((await ask('https://example.com')).headers.get('access-control-allow-origin')).toBeNull()
})
