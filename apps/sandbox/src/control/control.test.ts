import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { callCloud, STREAM } from '../testing/cloud-caller.ts'
import { AUDIO, FRAMES } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

let sandbox: Sandbox
let api: CallbackReceiver

beforeAll(async () => {
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox()
})
afterEach(() => sandbox.faults.clear())
afterAll(async () => {
  await sandbox.stop()
  await api.stop()
})

interface ControlAnswer {
  readonly streams: unknown[]
  readonly forbidden: unknown[]
  readonly deliveries: unknown[]
  readonly error: { readonly issues: { readonly path: string }[] }
}

async function control(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.addresses.services}/control${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as ControlAnswer }
}

async function push(): Promise<RtmpPeer> {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(pushName('show'))
  await peer.verdict()
  peer.message(AUDIO, 0, FRAMES.audio())
  await until('the stream is live', () => sandbox.list().length === 1)
  return peer
}

test('a stream can be listed, dropped, forbidden and allowed, and its callbacks be read', async () => {
  expect(await control('PUT', '/callback-url', { url: api.url })).toEqual({
    status: 200,
    body: { configured: true },
  })
  const first = await push()
  const { body } = await control('GET', '/streams')
  expect(body.streams).toMatchObject([{ streamName: 'show', viewers: 0 }])
  expect((await control('POST', '/streams/show/drop')).body).toEqual({ wasLive: true })
  await until('the publisher is gone', () => first.closed)
  const second = await push()
  expect((await control('POST', '/streams/show/forbid', { seconds: 60 })).body).toEqual({ wasLive: true })
  expect((await control('GET', '/streams')).body).toMatchObject({
    streams: [],
    forbidden: [{ streamName: 'show', resumesAtMs: expect.any(Number) }],
  })
  await until('the publisher is gone', () => second.closed)
  const refused = await RtmpPeer.ready(rtmpPort(sandbox))
  refused.publish(pushName('show'))
  expect(await refused.verdict()).toBe('NetStream.Publish.BadName')
  await control('POST', '/streams/show/allow')
  expect((await control('GET', '/streams')).body.forbidden).toEqual([])
  const third = await push()
  expect((await control('GET', '/callbacks')).body.deliveries.length).toBeGreaterThanOrEqual(5)
  third.destroy()
})

test.each([
  [undefined, 'none'],
  [{}, 'none'],
  [{ mode: 'reset' }, 'none'],
  [{ mode: 'freeze' }, 'frozen'],
])('a broadcaster’s network can be cut: %j', async (body, link) => {
  const publisher = await push()
  expect((await control('POST', '/streams/show/cut', body)).body).toEqual({ wasLive: true })
  const { streams } = (await control('GET', '/streams')).body
  expect(streams).toMatchObject(link === 'none' ? [] : [{ streamName: 'show', link }])
  if (link === 'none') await until('the connection is gone', () => publisher.closed)
  sandbox.drop('show')
  publisher.destroy()
})

test('what is asked for at run time decides about dead pushes', async () => {
  await control('PUT', '/faults', { pushes: { holdDeadMs: 60_000 } })
  await push()
  await control('POST', '/streams/show/cut')
  expect((await control('GET', '/streams')).body.streams).toMatchObject([{ link: 'lost' }])
  expect((await control('POST', '/streams/show/drop')).body).toEqual({ wasLive: true })
})

test('the calls of the cloud API can be read', async () => {
  await callCloud(sandbox, 'DropLiveStream', STREAM)
  const none = { calls: 0, refused: 0, failed: 0 }
  expect((await control('GET', '/cloud')).body).toMatchObject({
    actions: {
      DescribeLiveStreamState: none,
      DropLiveStream: { ...none, calls: 1 },
      ForbidLiveStream: none,
      ResumeLiveStream: none,
      other: none,
    },
  })
})

describe('a request that cannot be carried out names the field:', () => {
  test.each([
    ['PUT', '/callback-url', { url: 'http://example.com/' }, 'url'],
    ['PUT', '/callback-url', { url: 7 }, 'url'],
    ['PUT', '/callback-url', {}, 'url'],
    ['POST', '/streams/show/forbid', { seconds: 'ten' }, 'seconds'],
    ['POST', '/streams/show/forbid', { seconds: -1 }, 'seconds'],
    ['POST', '/streams/show/cut', { mode: 'off' }, 'mode'],
    ['POST', '/streams/show/cut', { how: 'reset' }, 'body'],
    ['PUT', '/faults', { callbacks: { dropEvery: 0 } }, 'callbacks.dropEvery'],
    ['PUT', '/faults', { wechat: { delayMs: 1e9 } }, 'wechat.delayMs'],
    ['PUT', '/faults', { wechat: { stauts: 500 } }, 'wechat'],
  ])('%s %s %j', async (method, path, body, field) => {
    const answer = await control(method, path, body)
    expect(answer.status).toBe(400)
    expect(answer.body.error.issues[0]?.path).toBe(field)
  })

  test('a body that is no JSON is a 400, none at all too', async () => {
    expect((await control('PUT', '/faults', '{')).status).toBe(400)
    expect((await control('PUT', '/faults')).status).toBe(400)
  })

  test('an unknown path is a 404', async () => {
    expect((await control('GET', '/nothing')).status).toBe(404)
  })
})

test('faults can be set, read and cleared', async () => {
  const faults = { wechat: { status: 503 }, callbacks: { dropEvery: 3, duplicate: true, delayMs: 5 } }
  expect((await control('PUT', '/faults', faults)).body).toEqual(faults)
  expect((await control('GET', '/faults')).body).toEqual(faults)
  expect(sandbox.faults.current).toEqual(faults)
  expect((await control('DELETE', '/faults')).body).toEqual({})
})

describe('only this machine is served:', () => {
  test('a page from elsewhere is refused', async () => {
    const answer = await control('POST', '/streams/show/drop', undefined, { origin: 'https://example.com' })
    expect(answer.status).toBe(403)
  })

  test('a name from elsewhere that points here is refused', async () => {
    const status = await new Promise((resolve, reject) => {
      const outgoing = request(`${sandbox.addresses.services}/control/streams`, {
        headers: { host: 'evil.example' },
      })
      outgoing.on('response', (response) => resolve(response.resume().statusCode))
      outgoing.on('error', reject)
      outgoing.end()
    })
    expect(status).toBe(403)
  })
})

test('the services port describes itself at /', async () => {
  const response = await fetch(`${sandbox.addresses.services}/`)
  expect(await response.text()).toMatch(/^Kaibo sandbox.*\n$/)
})
