import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { flvOpening } from '../testing/flv-bytes.ts'
import { FlvClient } from '../testing/flv-client.ts'
import { AUDIO, FRAMES, SCRIPT, setDataFrame, VIDEO } from '../testing/frames.ts'
import { HttpPublisher } from '../testing/http-publisher.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import {
  flvUrl,
  httpPushUrl,
  playName,
  pushName,
  rtmpPort,
  startTestSandbox,
  wsPlayUrl,
  wsPushUrl,
} from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import { WsPeer } from '../testing/ws-peer.ts'

let sandbox: Sandbox
let publisher: RtmpPeer
let viewers: { hasSeen(mark: string): boolean; destroy(): void }[]

beforeAll(async () => {
  sandbox = await startTestSandbox()
  publisher = await RtmpPeer.ready(rtmpPort(sandbox))
  publisher.publish(pushName('victim'))
  await publisher.verdict()
  publisher.message(VIDEO, 0, FRAMES.videoHeader)
  publisher.message(AUDIO, 0, FRAMES.audioHeader)
  publisher.message(VIDEO, 0, FRAMES.key('genuine-1'))
  await until('the stream is live', () => sandbox.list().length === 1)
  const rtmpViewer = await RtmpPeer.ready(rtmpPort(sandbox))
  rtmpViewer.play(playName('victim'))
  await rtmpViewer.verdict()
  viewers = [
    rtmpViewer,
    await FlvClient.open(flvUrl(sandbox, 'victim')),
    await WsPeer.open(wsPlayUrl(sandbox, 'victim')),
  ]
  await everybodySees('genuine-1')
})

afterAll(async () => {
  for (const viewer of viewers) viewer.destroy()
  publisher.destroy()
  await sandbox.stop()
})

async function everybodySees(mark: string): Promise<void> {
  await until(`all viewers see ${mark}`, () => viewers.every((viewer) => viewer.hasSeen(mark)))
}

let fences = 0

/** What follows on the genuine stream arrives after anything that was injected before. */
async function nobodySees(mark: string): Promise<void> {
  fences += 1
  publisher.message(VIDEO, 40, FRAMES.inter(`fence-${fences};`))
  await everybodySees(`fence-${fences};`)
  for (const viewer of viewers) expect(viewer.hasSeen(mark)).toBe(false)
}

function inject(peer: RtmpPeer, mark: string): void {
  peer.message(VIDEO, 20, FRAMES.key(mark))
  peer.message(AUDIO, 20, FRAMES.audio(mark))
  peer.message(SCRIPT, 20, setDataFrame({ title: mark }))
}

test('what a refused publisher sends never reaches a viewer', async () => {
  const stranger = await RtmpPeer.ready(rtmpPort(sandbox))
  stranger.peerSocket.cork()
  stranger.publish('victim?txSecret=0123456789abcdef0123456789abcdef&txTime=7fffffff')
  inject(stranger, 'by-refused-publisher')
  stranger.publish(pushName('victim'))
  inject(stranger, 'by-refused-publisher')
  stranger.peerSocket.uncork()
  expect(await stranger.verdict()).toBe('NetStream.Publish.BadName')
  inject(stranger, 'by-refused-publisher')
  await until('the refused connection is closed', () => stranger.closed)
  await nobodySees('by-refused-publisher')
})

test('a refused connection gets no second chance', async () => {
  const stranger = await RtmpPeer.ready(rtmpPort(sandbox))
  stranger.peerSocket.cork()
  stranger.publish('elsewhere')
  stranger.publish(pushName('elsewhere'))
  stranger.message(VIDEO, 0, FRAMES.key())
  stranger.peerSocket.uncork()
  await until('the refused connection is closed', () => stranger.closed)
  expect(stranger.statuses.map(({ code }) => code)).toEqual(['NetStream.Publish.BadName'])
  expect(sandbox.deliveries().map(({ streamName }) => streamName)).toEqual(['victim'])
})

test('what a refused second publisher of the same stream sends never reaches a viewer', async () => {
  const second = await RtmpPeer.ready(rtmpPort(sandbox))
  second.peerSocket.cork()
  second.publish(pushName('victim'))
  inject(second, 'by-second-publisher')
  second.peerSocket.uncork()
  expect(await second.verdict()).toBe('NetStream.Publish.BadName')
  await until('the refused connection is closed', () => second.closed)
  await nobodySees('by-second-publisher')
})

test('what a viewer sends never reaches another viewer', async () => {
  const viewer = await RtmpPeer.ready(rtmpPort(sandbox))
  viewer.play(playName('victim'))
  expect(await viewer.verdict()).toBe('NetStream.Play.Start')
  for (let i = 0; i < 20; i += 1) inject(viewer, 'by-viewer')
  await until('the viewer is served', () => viewer.hasSeen('genuine-1'))
  await nobodySees('by-viewer')
  viewer.destroy()
})

test('what somebody sends before asking for a role never reaches a viewer', async () => {
  const early = await RtmpPeer.ready(rtmpPort(sandbox))
  inject(early, 'by-nobody')
  early.play(playName('victim'))
  await early.verdict()
  await nobodySees('by-nobody')
  early.destroy()
})

describe('a WS-FLV viewer who sends', () => {
  test.each([
    ['FLV', flvOpening('by-ws-viewer')],
    ['text', 'by-ws-viewer'],
    ['more than a viewer may', Buffer.alloc(100_000, 'by-ws-viewer')],
  ])('%s is closed and reaches nobody', async (_what, data) => {
    const viewer = await WsPeer.open(wsPlayUrl(sandbox, 'victim'))
    await until('the viewer is served', () => viewer.hasSeen('genuine-1'))
    viewer.send(data)
    await until('the viewer is closed', () => viewer.closed)
    expect([1008, 1009]).toContain(viewer.closeCode)
    await nobodySees('by-ws-viewer')
  })

  test('together with its upgrade reaches nobody', async () => {
    const viewer = await RtmpPeer.connect(Number(new URL(sandbox.addresses.media).port))
    viewer.peerSocket.resume()
    const { pathname, search } = new URL(wsPlayUrl(sandbox, 'victim'))
    const head = [`GET ${pathname}${search} HTTP/1.1`, 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket']
    const key = ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', '']
    // One frame, masked with zeros, in the same packet.
    const data = flvOpening('by-ws-viewer')
    const frame = Buffer.concat([
      Buffer.from([0x82, 0xfe, data.length >> 8, data.length & 0xff, 0, 0, 0, 0]),
      data,
    ])
    viewer.raw(Buffer.concat([Buffer.from([...head, ...key].join('\r\n')), frame]))
    await until('the viewer is closed', () => viewer.closed)
    await nobodySees('by-ws-viewer')
  })
})

test('what a refused second publisher sends over WS-FLV or HTTP-FLV never reaches a viewer', async () => {
  const webSocket = await WsPeer.push(wsPushUrl(sandbox, 'victim'))
  expect(webSocket.status).toBe(409)
  const post = new HttpPublisher(httpPushUrl(sandbox, 'victim'))
  post.send(flvOpening('by-second-publisher'))
  await until('an answer', () => post.status !== null)
  expect(post.status).toBe(409)
  post.send(flvOpening('by-second-publisher'))
  await nobodySees('by-second-publisher')
  await until('the connection is cut', () => post.closed)
})
