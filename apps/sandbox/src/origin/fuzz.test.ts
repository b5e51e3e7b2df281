import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { FRAMES, setDataFrame, VIDEO } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

const SEED = 20_261_122
const SESSIONS = 300
const BUDGET_MS = 6_000

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

/** Mulberry32: small, seeded, good enough to spread bytes. */
function randomSource(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

function mutate(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes)
  const changes = 1 + Math.floor(random() * 6)
  for (let i = 0; i < changes; i += 1) copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  return random() < 0.3 ? copy.subarray(0, Math.floor(random() * copy.length)) : copy
}

/** Records what an honest publisher sends after the handshake. */
async function honestSession(name: string): Promise<Buffer> {
  const sent: Buffer[] = []
  const peer = await RtmpPeer.connect(rtmpPort(sandbox))
  await peer.shakeHands()
  const raw = peer.raw.bind(peer)
  peer.raw = (bytes) => {
    sent.push(bytes)
    raw(bytes)
  }
  peer.connectApp('live')
  peer.sendInvokeMessage(0, { cmd: 'createStream', transId: 2, cmdObj: null })
  peer.publish(pushName(name))
  await peer.verdict()
  peer.message(18, 0, setDataFrame({ width: 640, height: 360, videocodecid: 7 }))
  peer.message(VIDEO, 0, FRAMES.videoHeader)
  peer.message(VIDEO, 0, FRAMES.key('x'.repeat(300)))
  peer.deleteStream()
  await until('the honest session is over', () => peer.closed)
  return Buffer.concat(sent)
}

test('random and mutated chunk sessions never stop the origin', async () => {
  const random = randomSource(SEED)
  const honest = await honestSession('fuzzed')
  const deadline = Date.now() + BUDGET_MS
  for (let session = 0; session < SESSIONS && Date.now() < deadline; session += 1) {
    const peer = await RtmpPeer.connect(rtmpPort(sandbox))
    await peer.shakeHands()
    const noise = Buffer.from(Array.from({ length: 2000 }, () => Math.floor(random() * 256)))
    peer.raw(session % 3 === 0 ? noise : mutate(honest, random))
    peer.peerSocket.end()
    await until('the connection is closed', () => peer.closed)
  }
  await until('nothing is left of the sessions', () => sandbox.list().length === 0)
  const peer = await RtmpPeer.ready(rtmpPort(sandbox))
  peer.publish(pushName('fuzzed'))
  expect(await peer.verdict()).toBe('NetStream.Publish.Start')
  peer.destroy()
}, 30_000)
