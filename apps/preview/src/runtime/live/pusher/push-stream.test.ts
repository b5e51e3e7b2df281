import { expect, test } from 'vitest'
import { FlvReader } from '../flv/flv-reader.ts'
import { type FlvTag, isKeyFrame, isSequenceHeader } from '../flv/flv-tag.ts'
import { aacConfigTag, aacFrameTag, avcConfigTag, avcFrameTag } from '../flv/flv-writer.ts'
import { PushStream } from './push-stream.ts'

const TRACKS = { width: 360, height: 640, fps: 15, audio: true }
const avcConfig = avcConfigTag(Uint8Array.of(1))
const aacConfig = aacConfigTag(Uint8Array.of(0x11, 0x88))
const key = (ms: number) => avcFrameTag(Uint8Array.of(9), ms, true)
const delta = (ms: number) => avcFrameTag(Uint8Array.of(9), ms, false)
const sound = (ms: number) => aacFrameTag(Uint8Array.of(9), ms)

const timesOf = (stream: PushStream, tags: FlvTag[], backlog = 0) =>
  tags.flatMap((tag) => stream.take(tag, backlog).tags).map((tag) => tag.timestampMs)

test('a connection begins with header, metadata, configurations and a key frame, at time 0', () => {
  const stream = new PushStream(TRACKS, [])
  const inputs = [avcConfig, key(5_000), aacConfig, delta(5_066), sound(5_070), key(6_000.4)]
  const bytes = inputs.flatMap((tag) => stream.take(tag, 0).bytes)
  const read = new FlvReader().push(Buffer.concat(bytes))
  expect(read.map(({ type, timestampMs }) => [type, timestampMs])).toEqual([
    [18, 0],
    [9, 0],
    [8, 0],
    [9, 0],
  ])
  expect(read.map(isSequenceHeader)).toEqual([false, true, true, false])
  expect(isKeyFrame(read[3] ?? key(0))).toBe(true)
})

test('a second connection knows the configurations of the first and has a time of its own', () => {
  const stream = new PushStream(TRACKS, [avcConfig, aacConfig])
  expect(stream.take(delta(9_000), 0).tags).toEqual([])
  expect(timesOf(stream, [key(9_066), sound(9_060), sound(9_081), delta(9_133)])).toEqual([
    0, 0, 0, 0, 15, 67,
  ])
})

test('times never run back on a track', () => {
  const stream = new PushStream(TRACKS, [avcConfig, aacConfig])
  timesOf(stream, [key(1_000)])
  expect(timesOf(stream, [sound(1_100), sound(1_090), delta(1_066), delta(1_065), sound(1_121)])).toEqual([
    100, 100, 66, 66, 121,
  ])
})

test('a connection that cannot keep up loses pictures until the next key frame, and says so once', () => {
  const stream = new PushStream(TRACKS, [avcConfig, aacConfig])
  stream.take(key(0), 0)
  const slow = [delta(66), delta(133)].map((tag) => stream.take(tag, 300_000))
  expect(slow.map(({ congested, tags }) => [congested, tags.length])).toEqual([
    [true, 0],
    [false, 0],
  ])
  expect(stream.take(sound(140), 300_000).tags).toHaveLength(1)
  expect(stream.take(delta(200), 0).tags).toEqual([])
  expect(timesOf(stream, [key(266), delta(333)])).toEqual([266, 333])
  expect(stream.take(delta(400), 300_000).congested).toBe(true)
})
