import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { FlvClient } from '../testing/flv-client.ts'
import { FRAMES, VIDEO } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { flvUrl, playName, pushName, rtmpPort, startTestSandbox, wsPlayUrl } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'
import { WsPeer } from '../testing/ws-peer.ts'

const FRAME_BYTES = 256 * 1024
// Kernel buffers on both ends swallow some MiB before the origin notices.
const MOST_FRAMES = 200

let sandbox: Sandbox
let publisher: RtmpPeer

beforeAll(async () => {
  sandbox = await startTestSandbox()
  publisher = await RtmpPeer.ready(rtmpPort(sandbox))
  publisher.publish(pushName('heavy'))
  await publisher.verdict()
  publisher.message(VIDEO, 0, FRAMES.videoHeader)
  publisher.message(VIDEO, 0, FRAMES.key())
  publisher.message(VIDEO, 600, FRAMES.key())
  await until('the stream is live', () => sandbox.list().length === 1)
})

afterAll(async () => {
  publisher.destroy()
  await sandbox.stop()
})

const viewerCount = () => sandbox.list()[0]?.viewers

test('viewers that do not read are dropped at the backlog bound while others go on', async () => {
  const healthy = await RtmpPeer.ready(rtmpPort(sandbox))
  healthy.play(playName('heavy'))
  await healthy.verdict()
  const stalledFlv = await FlvClient.open(flvUrl(sandbox, 'heavy'), { read: false })
  const stalledRtmp = await RtmpPeer.ready(rtmpPort(sandbox))
  stalledRtmp.play(playName('heavy'))
  await stalledRtmp.verdict()
  const stalledWs = await WsPeer.open(wsPlayUrl(sandbox, 'heavy'))
  stalledWs.webSocket.pause()
  await until('four viewers', () => viewerCount() === 4)
  stalledRtmp.peerSocket.pause()

  const filling = 'x'.repeat(FRAME_BYTES)
  let sent = 0
  while (viewerCount() !== 1 && sent < MOST_FRAMES) {
    sent += 1
    const mark = `frame-${sent};`
    publisher.message(VIDEO, 600 + sent * 40, FRAMES.key(mark + filling))
    // The healthy viewer shares this event loop: wait for it, or it would be behind as well.
    await until(`the healthy viewer has ${mark}`, () => healthy.hasSeen(mark))
    healthy.media.length = 0
  }
  expect(viewerCount()).toBe(1)
  expect(sent).toBeGreaterThan((8 * 1024 * 1024) / FRAME_BYTES)
  expect(healthy.closed).toBe(false)

  publisher.message(VIDEO, 60_000, FRAMES.key('still-served'))
  await until('the healthy viewer goes on', () => healthy.hasSeen('still-served'))
  stalledFlv.read()
  await until('the stalled FLV viewer is cut off', () => stalledFlv.closed)
  stalledRtmp.peerSocket.resume()
  await until('the stalled RTMP viewer is cut off', () => stalledRtmp.closed)
  stalledWs.webSocket.resume()
  await until('the stalled WS-FLV viewer is cut off', () => stalledWs.closed)
  expect(stalledWs.closeCode).toBe(1006)
  healthy.destroy()
}, 30_000)
