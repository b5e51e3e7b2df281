import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { CallbackReceiver } from '../testing/callback-receiver.ts'
import { FlvClient } from '../testing/flv-client.ts'
import { AUDIO, FRAMES, setDataFrame, VIDEO } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { flvUrl, playName, pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

const IDLE_MS = 300

let sandbox: Sandbox
let api: CallbackReceiver
let publisher: RtmpPeer

beforeEach(async () => {
  api = await CallbackReceiver.start()
  sandbox = await startTestSandbox({ callbackUrl: api.url, idleMs: IDLE_MS })
  publisher = await pushing()
})

afterEach(async () => {
  publisher.destroy()
  await sandbox.stop()
  await api.stop()
})

async function pushing(): Promise<RtmpPeer> {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(pushName('show'))
  expect(await peer.verdict()).toBe('NetStream.Publish.Start')
  peer.message(VIDEO, 0, FRAMES.videoHeader)
  peer.message(VIDEO, 0, FRAMES.key())
  await until('the stream is live', () => sandbox.list().length === 1)
  return peer
}

async function endCallback() {
  const find = () => api.received.find(({ event_type }) => event_type === 0)
  await until('an end callback', () => find() !== undefined)
  return find()
}

describe('a push that ends because of', () => {
  test('deleteStream has errcode 1', async () => {
    publisher.deleteStream()
    expect(await endCallback()).toMatchObject({ errcode: 1 })
  })

  test('FCUnpublish has errcode 1, like deleteStream, which comes with it', async () => {
    publisher.sendInvokeMessage(0, { cmd: 'FCUnpublish', transId: 5, cmdObj: null, streamName: 'show' })
    expect(await endCallback()).toMatchObject({ errcode: 1 })
    await until('the connection is closed', () => publisher.closed)
  })

  test('the end of its connection has errcode 3, at once', async () => {
    const before = Date.now()
    publisher.peerSocket.end()
    expect(await endCallback()).toMatchObject({ errcode: 3 })
    expect(Date.now() - before).toBeLessThan(IDLE_MS)
  })

  test('an error of its connection has errcode 4', async () => {
    publisher.peerSocket.resetAndDestroy()
    expect(await endCallback()).toMatchObject({ errcode: 4 })
  })

  test('the stop of the origin has errcode 5, delivered before stop() is done', async () => {
    await until('the start arrived', () => api.received.length === 1)
    await sandbox.stop()
    expect(api.received.at(-1)).toMatchObject({ event_type: 0, errcode: 5 })
  })

  test('malformed RTMP has errcode 6', async () => {
    publisher.sendInvokeMessage(0, { cmd: 'connect', transId: 1, cmdObj: null })
    expect(await endCallback()).toMatchObject({ errcode: 6 })
  })

  test('a message that is too large has errcode 7', async () => {
    const header = Buffer.from('040000009000000901000000', 'hex')
    publisher.raw(Buffer.concat([header, Buffer.alloc(100)]))
    expect(await endCallback()).toMatchObject({ errcode: 7 })
  })

  test('silence has errcode 8, also when the connection is kept busy', async () => {
    const busy = setInterval(() => {
      publisher.sendACK(1)
      publisher.message(18, 0, setDataFrame({ width: 1 }))
    }, IDLE_MS / 10)
    try {
      expect(await endCallback()).toMatchObject({ errcode: 8 })
    } finally {
      clearInterval(busy)
    }
    await until('the connection is closed', () => publisher.closed)
  })

  test('drop has errcode 21 sub 100, and may begin again at once', async () => {
    expect(sandbox.drop('show')).toBe(true)
    expect(sandbox.list()).toEqual([])
    expect(await endCallback()).toMatchObject({ errcode: 21, sub_errcode: 100 })
    await until('the connection is closed', () => publisher.closed)
    publisher = await pushing()
    expect(sandbox.drop('nobody')).toBe(false)
  })

  test('forbid has errcode 21 sub 101', async () => {
    expect(sandbox.forbid('show', Date.now() + 60_000)).toBe(true)
    expect(await endCallback()).toMatchObject({ errcode: 21, sub_errcode: 101 })
    await until('the connection is closed', () => publisher.closed)
  })
})

test('media keeps a push alive for longer than the idle bound', async () => {
  const startedAt = Date.now()
  await until('twice the idle bound', () => {
    publisher.message(AUDIO, Date.now() - startedAt, FRAMES.audio())
    return Date.now() - startedAt > 2 * IDLE_MS
  })
  expect(sandbox.list()).toHaveLength(1)
})

test('the end of a push ends its viewers', async () => {
  publisher.message(VIDEO, 600, FRAMES.key())
  const flv = await FlvClient.open(flvUrl(sandbox, 'show'))
  const rtmp = await RtmpPeer.ready(rtmpPort(sandbox))
  rtmp.play(playName('show'))
  await rtmp.verdict()
  publisher.deleteStream()
  await until('both viewers are closed', () => flv.closed && rtmp.closed)
  expect(rtmp.statuses.map(({ code }) => code)).toContain('NetStream.Play.UnpublishNotify')
})

test('stop() ends every connection it accepted, without waiting for anybody', async () => {
  publisher.message(VIDEO, 600, FRAMES.key())
  const flv = await FlvClient.open(flvUrl(sandbox, 'show'))
  const rtmp = await RtmpPeer.ready(rtmpPort(sandbox))
  rtmp.play(playName('show'))
  const idle = await RtmpPeer.connect(rtmpPort(sandbox))
  const halfRequest = await RtmpPeer.connect(Number(new URL(sandbox.addresses.media).port))
  halfRequest.raw(Buffer.from('GET /live/show.flv HTTP/1.1\r\n'))
  const before = Date.now()
  await sandbox.stop()
  expect(Date.now() - before).toBeLessThan(3_000)
  await until('all are closed', () => {
    return [flv, rtmp, idle, publisher, halfRequest].every(({ closed }) => closed)
  })
})
