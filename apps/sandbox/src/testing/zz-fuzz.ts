import Rtmp from 'node-media-server/src/protocol/rtmp.js'
import { RtmpProtocol } from '../origin/rtmp/rtmp-protocol.ts'
import { Push } from '../origin/push.ts'
import { FRAMES, setDataFrame } from './frames.ts'
let s = 77; const rnd = () => { s = (s + 0x6d2b79f5) | 0; let t = Math.imul(s ^ (s >>> 15), 1 | s); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296 }
const parts: Buffer[] = []
const c = new Rtmp(); c.onOutputCallback = (b) => parts.push(Buffer.from(b))
c.setChunkSize(65535)
c.sendInvokeMessage(0, { cmd: 'connect', transId: 1, cmdObj: { app: 'live', tcUrl: 'rtmp://a/live', x: [1, 2, { a: 'b' }] } })
c.sendInvokeMessage(0, { cmd: 'createStream', transId: 2, cmdObj: null })
c.sendInvokeMessage(1, { cmd: 'publish', transId: 3, cmdObj: null, streamName: 'a?b', type: 'live' })
for (const [t, d] of [[18, setDataFrame({ width: 1, height: 2, videocodecid: 7, n: { o: [1] } })], [9, FRAMES.videoHeader], [9, FRAMES.key('x'.repeat(200))], [8, FRAMES.audio('y')]] as [number, Buffer][]) parts.push(Rtmp.createMessage({ codec_type: t, dts: 5, size: d.length, data: d }))
const honest = Buffer.concat(parts)
let thrown = 0, n = 0; const kinds = new Map<string, number>(); const end = Date.now() + 40_000; const slow: [number, number, string][] = []
function run(b: Buffer): string | null {
  const push = new Push({ identity: { sequence: '1', appName: 'live', streamName: 'a', query: '', userIp: '' }, listener: { started() {}, ended() {} }, clock: Date.now, idleMs: 1e6, gopBytes: 1e6, release() {}, disconnect() {} })
  push.broadcast.subscribe({ start() {}, send(m) { m.rtmpChunks }, end() {} })
  const p = new RtmpProtocol({ messages: { command() {}, media: (...m) => push.receive(...m) }, output() {}, messageBytes: 8 * 1024 * 1024 })
  p.handshakeState = 3
  try { p.feed(b); return null } catch (e) { return (e as Error).constructor.name + ':' + (e as Error).message.replace(/\d+/g, 'N').slice(0, 50) } finally { push.end({ errcode: 0, errmsg: '' }) }
}
while (Date.now() < end) {
  n++
  const b = Buffer.from(honest); const k = 1 + Math.floor(rnd() * 5)
  for (let i = 0; i < k; i++) b[16 + Math.floor(rnd() * (b.length - 16))] = Math.floor(rnd() * 256)
  const t0 = performance.now()
  const m = run(b)
  const ms = performance.now() - t0
  if (m) { thrown++; kinds.set(m, (kinds.get(m) ?? 0) + 1) }
  if (ms > 50) { const t1 = performance.now(); run(b); slow.push([ms, performance.now() - t1, m ?? '']) }
}
process.stdout.write(JSON.stringify({ honest: run(honest), n, thrown, slow: slow.sort((a, b) => b[1] - a[1]).slice(0, 5), kinds: [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 12) }) + '\n')
