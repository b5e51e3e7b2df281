import { expect, test } from 'vitest'
import { toTicks, writeDecodeTimes } from './ts-decode-times.ts'

/** A packet in which a PES with both times begins; times in 90 kHz ticks below 2^30. */
function packet(pts: number, dts: number): Buffer {
  const field = (mark: number, ticks: number) => {
    const bytes = Buffer.alloc(5)
    bytes[0] = (mark << 4) | 1
    bytes.writeUInt16BE(((ticks >> 15) << 1) | 1, 1)
    bytes.writeUInt16BE(((ticks & 0x7fff) << 1) | 1, 3)
    return bytes
  }
  const adaptation = Buffer.from('474100300750000000000000', 'hex')
  const pes = Buffer.from('000001e0000084c00a', 'hex')
  return Buffer.concat([adaptation, pes, field(3, pts), field(1, dts)], 188)
}

test('a decoding time that is known is written, others stay', () => {
  const segment = Buffer.concat([packet(9000, 12_600), packet(18_000, 18_000)])
  writeDecodeTimes(segment, (shown) => (shown === 9000 ? 5400 : undefined))
  expect(segment).toEqual(Buffer.concat([packet(9000, 5400), packet(18_000, 18_000)]))
})

test.each([
  ['noise', Buffer.alloc(188, 0x47)],
  ['a packet that is all adaptation field', Buffer.concat([Buffer.from('47410030ff', 'hex')], 188)],
  ['half a packet', packet(9000, 9000).subarray(0, 100)],
])('%s is left alone', (_what, bytes) => {
  const copy = Buffer.from(bytes)
  writeDecodeTimes(copy, () => 1)
  expect(copy).toEqual(bytes)
})

test('ticks stay within 33 bits', () => {
  expect(toTicks(40)).toBe(3600)
  expect(toTicks(-40)).toBe(2 ** 33 - 3600)
  expect(toTicks(2 ** 32)).toBe((2 ** 32 * 90) % 2 ** 33)
})
