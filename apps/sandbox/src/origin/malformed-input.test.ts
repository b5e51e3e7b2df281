import amf from 'node-media-server/src/protocol/amf.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLogger } from '../logger.ts'
import type { Sandbox } from '../sandbox.ts'
import { AUDIO, FRAMES, SCRIPT, VIDEO } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import { MediaOrigin } from './media-origin.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

async function expectOriginWorks(): Promise<void> {
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(pushName('healthy'))
  expect(await peer.verdict()).toBe('NetStream.Publish.Start')
  peer.destroy()
  await until('the healthy push is gone', () => peer.closed)
}

/** A message on chunk stream 3 whose header may lie about its length. */
function chunk(type: number, body: Buffer, { length = body.length, chunkStream = 3, fmt = 0 } = {}): Buffer {
  const head = Buffer.alloc(12)
  head[0] = (fmt << 6) | chunkStream
  head.writeUIntBE(length, 4, 3)
  head[7] = type
  head.writeUInt32LE(1, 8)
  return Buffer.concat([head, body])
}

function command(...values: unknown[]): Buffer {
  return chunk(20, Buffer.concat(values.map((value) => amf.amf0EncodeOne(value))))
}

const COMMANDS: [string, Buffer][] = [
  ['connect with a null command object', command('connect', 1, null)],
  ['connect without a command object', command('connect', 1)],
  ['connect with a number for a command object', command('connect', 1, 7)],
  ['connect without an app', command('connect', 1, { tcUrl: 'rtmp://x/live' })],
  ['connect with a number for an app', command('connect', 1, { app: 1 })],
  ['publish before connect', command('publish', 3, null, pushName('early'), 'live')],
  ['play before connect', command('play', 3, null, 'early')],
  ['a command that is a number', command(7, 1, null)],
  ['a command named like an object property', command('constructor', 1, null)],
  ['an unknown AMF0 type', chunk(20, Buffer.from([0x7f, 1, 2, 3]))],
  [
    'an array of four thousand million entries',
    chunk(20, Buffer.from('0200077075626c6973680affffffff', 'hex')),
  ],
  [
    'an object nested ten thousand times',
    chunk(20, Buffer.from(`020007${'7075626c697368'}${'03000161'.repeat(10_000)}`, 'hex')),
  ],
  ['an empty command', chunk(20, Buffer.alloc(1), { length: 1 })],
  ['a chunk size of zero', chunk(1, Buffer.alloc(4))],
  ['a chunk size with the top bit set', chunk(1, Buffer.from([0x80, 0, 0, 1]))],
  ['a chunk size without a number', chunk(1, Buffer.alloc(2))],
  ['a message of 100 kB from somebody unknown', chunk(9, Buffer.alloc(64), { length: 100_000 })],
  ['a message of 16 MiB', chunk(9, Buffer.alloc(64), { length: 0xffffff })],
]

describe('malformed input ends its own connection and never the origin:', () => {
  test.each([
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an encrypted RTMP version', Buffer.from([6, 0, 0])],
    ['zeros', Buffer.alloc(4096)],
  ])('a handshake of %s', async (_what, bytes) => {
    const peer = await RtmpPeer.connect(rtmpPort(sandbox))
    peer.raw(bytes)
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test.each(COMMANDS)('%s', async (_what, bytes) => {
    const peer = await RtmpPeer.connect(rtmpPort(sandbox))
    await peer.shakeHands()
    peer.sendInvokeMessage(0, { cmd: 'createStream', transId: 2, cmdObj: null })
    peer.raw(bytes)
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test.each(['publish', 'play'])('%s without a name', async (name) => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.raw(command(name, 3, null))
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test('a connect whose tcUrl is no URL is simply let in', async () => {
    const peer = await RtmpPeer.connect(rtmpPort(sandbox))
    await peer.shakeHands()
    peer.raw(command('connect', 1, { app: 'live', tcUrl: 'not a url' }))
    peer.publish(pushName('odd-url'))
    expect(await peer.verdict()).toBe('NetStream.Publish.Start')
    peer.destroy()
  })

  test('a second publish on the same connection', async () => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.publish(pushName('once'))
    await peer.verdict()
    peer.publish(pushName('twice'))
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test('a message that changes its length half way', async () => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.publish(pushName('stretch'))
    await peer.verdict()
    peer.raw(chunk(VIDEO, Buffer.alloc(65_535), { length: 100_000 }))
    peer.raw(chunk(VIDEO, Buffer.alloc(100), { length: 5_000_000 }))
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test('more memory than one message, spread over chunk streams', async () => {
    const peer = await RtmpPeer.connect(rtmpPort(sandbox))
    await peer.shakeHands()
    peer.setChunkSize(128)
    for (let chunkStream = 3; chunkStream < 20; chunkStream += 1) {
      peer.raw(chunk(VIDEO, Buffer.alloc(128), { length: 60_000, chunkStream }))
    }
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test('more chunk streams than anybody has use for', async () => {
    const peer = await RtmpPeer.connect(rtmpPort(sandbox))
    await peer.shakeHands()
    const messages = Array.from({ length: 255 }, (_, id) => {
      const message = chunk(4, Buffer.alloc(0))
      return Buffer.concat([Buffer.from([0, id]), message.subarray(1)])
    })
    peer.raw(Buffer.concat(messages))
    await until('the connection is closed', () => peer.closed)
    await expectOriginWorks()
  })

  test('a connection that asks for nothing', async () => {
    const listener = { started: () => {}, ended: () => {} }
    const identity = { host: '127.0.0.1', rtmpPort: 0, mediaPort: 0, appName: 'live' }
    const access = { pushKeys: ['a'], playKeys: ['b'], clock: Date.now, logger: silentLogger, listener }
    const impatient = new MediaOrigin({ ...identity, ...access, limits: { requestMs: 50 } })
    const ports = await impatient.start()
    const peer = await RtmpPeer.ready(ports.rtmpPort)
    await until('the connection is closed', () => peer.closed)
    await impatient.stop()
  })

  test('script data that cannot be decoded does no harm at all', async () => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.publish(pushName('odd-script'))
    await peer.verdict()
    for (const rest of ['', '7f', '0300', '0affffffff', '05', '020001']) {
      peer.message(SCRIPT, 0, Buffer.concat([amf.amf0EncodeOne('onMetaData'), Buffer.from(rest, 'hex')]))
    }
    peer.message(AUDIO, 0, FRAMES.audio())
    await until('the push is live', () =>
      sandbox.list().some(({ streamName }) => streamName === 'odd-script'),
    )
    peer.destroy()
  })

  test('media messages of one byte do no harm at all', async () => {
    const peer = await RtmpPeer.ready(rtmpPort(sandbox))
    peer.publish(pushName('tiny'))
    await peer.verdict()
    for (const type of [AUDIO, VIDEO, SCRIPT, 15]) {
      for (const first of [0x00, 0x17, 0x2c, 0x90, 0x95, 0xaf, 0xff])
        peer.message(type, 0, Buffer.from([first]))
    }
    peer.message(AUDIO, 0, FRAMES.audio('after'))
    await until('the push is live', () => sandbox.list().some(({ streamName }) => streamName === 'tiny'))
    expect(peer.closed).toBe(false)
    peer.destroy()
  })
})
