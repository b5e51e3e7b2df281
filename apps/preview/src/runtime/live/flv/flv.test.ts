import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FlvMeter } from './flv-meter.ts'
import { FlvReader } from './flv-reader.ts'
import { isKeyFrame, isSequenceHeader } from './flv-tag.ts'
import {
  aacConfigTag,
  aacFrameTag,
  avcConfigTag,
  avcFrameTag,
  flvHeader,
  metadataTag,
  writeTag,
} from './flv-writer.ts'

const clip = readFileSync(new URL('../../../../../sandbox/assets/demo-clip.flv', import.meta.url))

// Past 2^24 ms (4.6 hours) the time needs its high byte, which stands behind the low three.
const LATE_MS = 0x12345678
const tags = [
  metadataTag({ width: 360, stereo: false, encoder: 'kaibo' }),
  avcConfigTag(Uint8Array.of(1, 66, 0, 31)),
  aacConfigTag(Uint8Array.of(0x11, 0x88)),
  avcFrameTag(Uint8Array.of(0, 0, 0, 1, 0x65), LATE_MS, true),
  aacFrameTag(Uint8Array.of(1, 2, 3), LATE_MS + 21),
  avcFrameTag(Uint8Array.of(0, 0, 0, 1, 0x41), LATE_MS + 66, false),
]
const stream = Buffer.concat([flvHeader({ audio: true, video: true }), ...tags.map(writeTag)])

test('what is written is read back, however it is cut up', () => {
  for (const size of [1, 7, 13, stream.length]) {
    const reader = new FlvReader()
    const read = []
    for (let at = 0; at < stream.length; at += size) read.push(...reader.push(stream.subarray(at, at + size)))
    expect(read.map((tag) => ({ ...tag, payload: [...tag.payload] }))).toEqual(
      tags.map((tag) => ({ ...tag, payload: [...tag.payload] })),
    )
  }
})

test('a tag written out has the bytes of the specification', () => {
  expect(Buffer.from(flvHeader({ audio: false, video: true })).toString('hex')).toBe(
    '464c5601010000000900000000',
  )
  expect(Buffer.from(writeTag(aacFrameTag(Uint8Array.of(0xff), LATE_MS))).toString('hex')).toBe(
    `08000003${'345678'}12000000${'af01ff'}0000000e`,
  )
  expect(Buffer.from(metadataTag({ a: 1, b: true }).payload).toString('hex')).toBe(
    `02000a${Buffer.from('onMetaData').toString('hex')}08000000020001610${'03ff0000000000000'}0001620101000009`,
  )
})

test('configurations and key frames are told from coded frames', () => {
  expect(tags.map(isSequenceHeader)).toEqual([false, true, true, false, false, false])
  expect(tags.map(isKeyFrame)).toEqual([false, false, false, true, false, false])
})

test('what is not FLV is refused', () => {
  expect(() => new FlvReader().push(Buffer.from('HTTP/1.1 404 Not Found'))).toThrow('Not an FLV stream')
})

test('the meter tells rate, frame rate and key-frame distance of a real stream', () => {
  const meter = new FlvMeter(0)
  expect(meter.bytes(clip)).toBe(true)
  const rates = meter.take(12_000)
  expect(rates).toMatchObject({ videoFPS: 25, videoGOP: 1 })
  expect(rates.netSpeed).toBeGreaterThan(100)
  expect(meter.take(13_000)).toMatchObject({ netSpeed: 0, videoFPS: 0 })
})
