import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FLV_HEADER, flvOpening, flvTag } from '../../testing/flv-bytes.ts'
import { AUDIO, FRAMES, VIDEO } from '../../testing/frames.ts'
import { FlvDemuxer } from './flv-demuxer.ts'
import { FlvViolation } from './flv-violation.ts'

const MAX_PAYLOAD_BYTES = 1000

function demuxer(maxPayloadBytes = MAX_PAYLOAD_BYTES) {
  const tags: string[] = []
  const parser = new FlvDemuxer({
    maxPayloadBytes,
    onTag: (type, timestampMs, payload) => tags.push(`${type} ${timestampMs} ${payload.toString('latin1')}`),
  })
  return { parser, tags }
}

/** `bytes` with some of them replaced. */
function changed(bytes: Buffer, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes)
  copy.set(values, at)
  return copy
}

test('a stream yields the same tags however it is cut', () => {
  const tag = fc.tuple(
    fc.constantFrom(8, 9, 18),
    fc.nat(0xffffffff),
    fc.uint8Array({ maxLength: MAX_PAYLOAD_BYTES }),
  )
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 5 }), cuts, (tags, sizes) => {
      const bytes = Buffer.concat([
        FLV_HEADER,
        ...tags.map(([type, at, data]) => flvTag(type, at, Buffer.from(data))),
      ])
      const { parser, tags: seen } = demuxer()
      for (let at = 0, i = 0; at < bytes.length; i += 1) {
        const size = sizes[i % sizes.length] ?? 1
        parser.feed(Buffer.from(bytes.subarray(at, at + size)))
        at += size
      }
      const full = tags.filter(([, , data]) => data.length > 0)
      expect(seen).toEqual(
        full.map(([type, at, data]) => `${type} ${at} ${Buffer.from(data).toString('latin1')}`),
      )
    }),
    { numRuns: 200, seed: 20_261_122 },
  )
})

const TAG = flvTag(VIDEO, 40, FRAMES.key('picture'))
const WRONG: [string, Buffer][] = [
  ['another signature', changed(FLV_HEADER, 0, 0x47)],
  ['another version', changed(FLV_HEADER, 3, 2)],
  ['an unknown flag', changed(FLV_HEADER, 4, 0x0d)],
  ['a longer header', changed(FLV_HEADER, 8, 10)],
  ['a tag before the first one', changed(FLV_HEADER, 12, 11)],
  ['an unknown tag type', Buffer.concat([FLV_HEADER, changed(TAG, 0, 15)])],
  ['an encrypted tag', Buffer.concat([FLV_HEADER, changed(TAG, 0, 0x29)])],
  ['a stream id', Buffer.concat([FLV_HEADER, changed(TAG, 10, 1)])],
  ['a wrong size after the tag', Buffer.concat([FLV_HEADER, changed(TAG, TAG.length - 1, 0)])],
  [
    'a tag shorter than it says',
    Buffer.concat([FLV_HEADER, changed(TAG, 3, TAG[3] ?? 0, 0), TAG.subarray(1)]),
  ],
  ['RTMP', Buffer.concat([Buffer.from([3]), Buffer.alloc(1536)])],
]

describe('an error is', () => {
  test.each(WRONG)('%s', (_what, bytes) => {
    expect(() => demuxer().parser.feed(bytes)).toThrow(FlvViolation)
    const bytewise = demuxer().parser
    expect(() => {
      for (const byte of bytes) bytewise.feed(Buffer.from([byte]))
    }).toThrow(FlvViolation)
  })

  test('a tag beyond the bound, as soon as it is announced', () => {
    const head = flvTag(AUDIO, 0, Buffer.alloc(MAX_PAYLOAD_BYTES + 1)).subarray(0, 11)
    const { parser } = demuxer()
    parser.feed(FLV_HEADER)
    expect(() => parser.feed(head)).toThrow(expect.objectContaining({ tooBig: true }))
    expect(() => demuxer().parser.feed(flvOpening('x'.repeat(MAX_PAYLOAD_BYTES)))).toThrow(/bound/)
  })
})

test('memory follows what came, not what was announced', () => {
  const megabytes = 8 * 1024 * 1024
  const head = Buffer.concat([FLV_HEADER, Buffer.from('0980000000000000000000', 'hex')])
  const before = process.memoryUsage().arrayBuffers
  const parsers = Array.from({ length: 50 }, () => demuxer(megabytes).parser)
  for (const parser of parsers) parser.feed(Buffer.concat([head, Buffer.alloc(10)]))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(megabytes)
})
