import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../sandbox.ts'
import { FlvClient } from '../testing/flv-client.ts'
import { AUDIO, FRAMES, onMetaData, SCRIPT, setDataFrame, VIDEO } from '../testing/frames.ts'
import { RtmpPeer } from '../testing/rtmp-peer.ts'
import { flvUrl, playName, pushName, rtmpPort, startTestSandbox } from '../testing/test-sandbox.ts'
import { until } from '../testing/until.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

async function push(streamName: string, metadata: Record<string, unknown>): Promise<RtmpPeer> {
  const publisher = await RtmpPeer.ready(rtmpPort(sandbox))
  publisher.publish(pushName(streamName))
  await publisher.verdict()
  publisher.message(SCRIPT, 0, setDataFrame(metadata))
  return publisher
}

test.each([
  ['video only', { videocodecid: 7 }, 0x01],
  ['audio only', { audiocodecid: 10 }, 0x04],
  ['both', { videocodecid: 7, audiocodecid: 10 }, 0x05],
])('the FLV header of a stream with %s says so', async (_what, metadata, flags) => {
  const name = `flags${flags}`
  const publisher = await push(name, metadata)
  if (flags & 1) publisher.message(VIDEO, 0, FRAMES.key())
  if (flags & 4) publisher.message(AUDIO, 0, FRAMES.audio())
  await until('the stream is live', () => sandbox.list().some(({ streamName }) => streamName === name))
  const viewer = await FlvClient.open(flvUrl(sandbox, name))
  await until('the header has come', () => viewer.header.length === 13)
  expect(viewer.header.toString('latin1', 0, 3)).toBe('FLV')
  expect(viewer.header[4]).toBe(flags)
  viewer.destroy()
  publisher.destroy()
})

test('metadata reaches viewers without the order that publishers put before it', async () => {
  const metadata = { width: 640, height: 360, videocodecid: 7 }
  const publisher = await push('script', metadata)
  publisher.message(VIDEO, 0, FRAMES.key())
  await until('the stream is live', () => sandbox.list().length > 0)
  expect(sandbox.list().at(-1)).toMatchObject({ width: 640, height: 360 })
  const flv = await FlvClient.open(flvUrl(sandbox, 'script'))
  const rtmp = await RtmpPeer.ready(rtmpPort(sandbox))
  rtmp.play(playName('script'))
  await until('both have the metadata', () => {
    return (
      flv.tags.some(({ type }) => type === SCRIPT) &&
      rtmp.media.some(({ data }) => data.includes('onMetaData'))
    )
  })
  expect(flv.tags.find(({ type }) => type === SCRIPT)?.data).toEqual(onMetaData(metadata))
  expect(rtmp.media.find(({ data }) => data.includes('onMetaData'))?.data).toEqual(onMetaData(metadata))
  flv.destroy()
  rtmp.destroy()
  publisher.destroy()
})

test('two sandboxes in one process do not share streams', async () => {
  const other = await startTestSandbox()
  const publisher = await push('apart', { videocodecid: 7 })
  publisher.message(VIDEO, 0, FRAMES.key())
  await until('the stream is live', () => sandbox.list().some(({ streamName }) => streamName === 'apart'))
  expect(other.list()).toEqual([])
  const viewer = await FlvClient.open(flvUrl(other, 'apart'))
  expect(viewer.response.statusCode).toBe(404)
  publisher.destroy()
  await other.stop()
})

test('an FLV viewer does not cost a parser of its own', async () => {
  const publisher = await push('crowd', { videocodecid: 7 })
  publisher.message(VIDEO, 0, FRAMES.key())
  await until('the stream is live', () => sandbox.list().some(({ streamName }) => streamName === 'crowd'))
  const before = process.memoryUsage().arrayBuffers
  const crowd = await Promise.all(Array.from({ length: 60 }, () => FlvClient.open(flvUrl(sandbox, 'crowd'))))
  const megabytes = (process.memoryUsage().arrayBuffers - before) / 1024 / 1024
  expect(megabytes).toBeLessThan(crowd.length / 2)
  for (const viewer of crowd) viewer.destroy()
  publisher.destroy()
})
