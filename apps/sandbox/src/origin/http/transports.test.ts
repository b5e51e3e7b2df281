import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../../sandbox.ts'
import { flvOpening, flvTag } from '../../testing/flv-bytes.ts'
import { FlvClient } from '../../testing/flv-client.ts'
import { FRAMES, VIDEO } from '../../testing/frames.ts'
import { publish, TRANSPORTS, type Transport } from '../../testing/publishers.ts'
import { RtmpPeer } from '../../testing/rtmp-peer.ts'
import {
  flvUrl,
  playName,
  rtmpPort,
  startTestSandbox,
  wsPlayUrl,
  wsPushUrl,
} from '../../testing/test-sandbox.ts'
import { until } from '../../testing/until.ts'
import { WsPeer } from '../../testing/ws-peer.ts'

interface Viewer {
  hasSeen(mark: string): boolean
  destroy(): void
}

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startTestSandbox()
})
afterEach(() => sandbox.stop())

const PLAYS: Record<Transport, () => Promise<Viewer>> = {
  RTMP: async () => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.play(playName('show'))
    expect(await peer.verdict()).toBe('NetStream.Play.Start')
    return peer
  },
  'WS-FLV': () => WsPeer.open(wsPlayUrl(sandbox, 'show')),
  'HTTP-FLV': () => FlvClient.open(flvUrl(sandbox, 'show')),
}

const MATRIX = TRANSPORTS.flatMap((push) => TRANSPORTS.map((play) => [push, play] as const))

test.each(MATRIX)('what is pushed over %s can be played over %s', async (push, play) => {
  const publisher = await publish(push, sandbox, 'show')
  expect(sandbox.list()).toMatchObject([{ streamName: 'show', width: 640, height: 360 }])
  const viewer = await PLAYS[play]()
  publisher.picture(40, 'next-picture')
  await until('the viewer has seen both', () => {
    return viewer.hasSeen('opening') && viewer.hasSeen('next-picture')
  })
  viewer.destroy()
  publisher.destroy()
})

test('a WS-FLV push may be cut anywhere, also into fragments', async () => {
  const publisher = await WsPeer.push(wsPushUrl(sandbox, 'show'))
  publisher.send(flvOpening())
  await until('the stream is live', () => sandbox.list().length === 1)
  const viewer = await WsPeer.open(wsPlayUrl(sandbox, 'show'))
  const tags = Buffer.concat(
    [40, 80, 120].map((at) => flvTag(VIDEO, at, FRAMES.key(`${at};`.repeat(10_000)))),
  )
  for (let at = 0; at < tags.length; at += 97) {
    const fin = at % 3 === 0 || at + 97 >= tags.length
    publisher.webSocket.send(tags.subarray(at, at + 97), { fin })
  }
  await until('the viewer has it all', () => viewer.bytes.length >= tags.length)
  await until('the viewer has it unchanged', () => viewer.bytes.subarray(-tags.length).equals(tags))
  publisher.destroy()
})

test('a WS-FLV viewer gets one binary message per tag, and the end in order', async () => {
  const publisher = await WsPeer.push(wsPushUrl(sandbox, 'show'))
  publisher.send(flvOpening('one'))
  await until('the stream is live', () => sandbox.list().length === 1)
  const messages: Buffer[] = []
  const viewer = await WsPeer.open(wsPlayUrl(sandbox, 'show'))
  viewer.webSocket.on('message', (data: Buffer) => messages.push(data))
  publisher.send(flvTag(VIDEO, 40, FRAMES.key('two')))
  await until('the viewer has seen it', () => viewer.hasSeen('two'))
  expect(messages.at(-1)).toEqual(flvTag(VIDEO, 40, FRAMES.key('two')))
  sandbox.drop('show')
  await until('both are closed', () => viewer.closed && publisher.closed)
  expect(viewer.closeCode).toBe(1000)
})
