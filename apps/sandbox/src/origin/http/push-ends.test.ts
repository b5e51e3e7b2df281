import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { CallbackReceiver } from '../../testing/callback-receiver.ts'
import { flvOpening, flvTag } from '../../testing/flv-bytes.ts'
import { SCRIPT, setDataFrame } from '../../testing/frames.ts'
import { HttpPublisher } from '../../testing/http-publisher.ts'
import { httpPushUrl, startTestSandbox, wsPlayUrl, wsPushUrl } from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'
import { WsPeer } from '../../testing/ws-peer.ts'

const IDLE_MS = 300
const NO_FLV = Buffer.alloc(64, 7)
const TOO_BIG = Buffer.from('09ffffff00000000000000', 'hex')

let sandbox: Sandbox
let api: CallbackReceiver

beforeEach(async () => {
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url, idleMs: IDLE_MS })
})
afterEach(async () => {
  await sandbox.stop()
  await api.stop()
})

async function live<Peer extends { send(bytes: Buffer): void }>(publisher: Peer): Promise<Peer> {
  publisher.send(flvOpening())
  await until('the stream is live', () => sandbox.list().length === 1)
  return publisher
}

const webSocket = async () => live(await WsPeer.push(wsPushUrl(sandbox, 'show')))
const post = () => live(new HttpPublisher(httpPushUrl(sandbox, 'show')))

async function endCallback() {
  const find = () => api.received.find(({ event_type }) => event_type === 0)
  await until('an end callback', () => find() !== undefined)
  expect(sandbox.list()).toEqual([])
  return find()
}

/** Ends that the origin brings about, whatever carries the push. */
const BY_ORIGIN: [string, () => void, Record<string, number>][] = [
  ['drop', () => sandbox.drop('show'), { errcode: 21, sub_errcode: 100 }],
  ['forbid', () => sandbox.forbid('show', Date.now() + 60_000), { errcode: 21, sub_errcode: 101 }],
  ['stop', () => void sandbox.stop(), { errcode: 5 }],
  ['silence', () => {}, { errcode: 8 }],
]

describe('a WS-FLV push that ends because of', () => {
  test.each(BY_ORIGIN)('%s says so and is closed', async (_what, act, expected) => {
    const publisher = await webSocket()
    act()
    expect(await endCallback()).toMatchObject(expected)
    await until('the connection is closed', () => publisher.closed)
    expect([1001, 1006]).toContain(publisher.closeCode)
  })

  test('a close frame has errcode 3', async () => {
    const publisher = await webSocket()
    publisher.webSocket.close(1000)
    expect(await endCallback()).toMatchObject({ errcode: 3 })
  })

  test('a lost connection has errcode 4, at once', async () => {
    const publisher = await webSocket()
    const before = Date.now()
    publisher.destroy()
    expect(await endCallback()).toMatchObject({ errcode: 4 })
    expect(Date.now() - before).toBeLessThan(IDLE_MS)
  })

  test.each([
    ['what is no FLV', NO_FLV, 1007, 6],
    ['a tag beyond the bound', TOO_BIG, 1009, 7],
    ['a message beyond the bound', Buffer.alloc(9 * 1024 * 1024), 1009, 7],
    ['text', 'FLV', 1003, 6],
  ])('%s is closed with a code that says so', async (_what, data, code, errcode) => {
    const publisher = await webSocket()
    publisher.send(data)
    expect(await endCallback()).toMatchObject({ errcode })
    await until('the connection is closed', () => publisher.closed)
    expect(publisher.closeCode).toBe(code)
  })
})

describe('an HTTP-FLV push that ends because of', () => {
  test.each(BY_ORIGIN)('%s says so and is cut', async (_what, act, expected) => {
    const publisher = await post()
    act()
    expect(await endCallback()).toMatchObject(expected)
    await until('the connection is cut', () => publisher.closed)
  })

  test('the end of its request has errcode 3 and is answered', async () => {
    const publisher = await post()
    await publisher.end()
    expect(await endCallback()).toMatchObject({ errcode: 3 })
    expect(publisher.status).toBe(200)
  })

  test('a lost connection has errcode 4, at once', async () => {
    const publisher = await post()
    const before = Date.now()
    publisher.destroy()
    expect(await endCallback()).toMatchObject({ errcode: 4 })
    expect(Date.now() - before).toBeLessThan(IDLE_MS)
  })

  test.each([
    ['what is no FLV', NO_FLV, 400, 6],
    ['a tag beyond the bound', TOO_BIG, 413, 7],
  ])('%s is answered, then cut', async (_what, data, status, errcode) => {
    const publisher = await post()
    publisher.send(data)
    expect(await endCallback()).toMatchObject({ errcode })
    await until('an answer', () => publisher.status !== null)
    expect(publisher.status).toBe(status)
    publisher.destroy()
  })
})

test('a connection kept busy without media is silent all the same', async () => {
  const publisher = await webSocket()
  const busy = setInterval(() => {
    publisher.webSocket.ping()
    publisher.send(flvTag(SCRIPT, 0, setDataFrame({ width: 1 })))
  }, IDLE_MS / 10)
  try {
    expect(await endCallback()).toMatchObject({ errcode: 8 })
  } finally {
    clearInterval(busy)
  }
})

test('a dropped push may begin again at once, over another transport', async () => {
  await webSocket()
  sandbox.drop('show')
  await post()
  expect(sandbox.list()).toHaveLength(1)
})

test('stop() does not wait for WebSockets that do not answer', async () => {
  const publisher = await webSocket()
  const viewer = await WsPeer.open(wsPlayUrl(sandbox, 'show'))
  for (const peer of [publisher, viewer]) peer.webSocket.pause()
  const before = Date.now()
  await sandbox.stop()
  // Less than they are given to answer when the origin goes on.
  expect(Date.now() - before).toBeLessThan(800)
  for (const peer of [publisher, viewer]) peer.webSocket.resume()
  await until('both are closed', () => publisher.closed && viewer.closed)
})
