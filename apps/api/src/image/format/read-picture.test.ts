import type { ImageMediaType } from '@kaibo/live-core'
import { imageMediaTypes } from '@kaibo/live-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  extendedWebp,
  jpegOf,
  losslessWebp,
  lossyWebp,
  pngChunk,
  pngOf,
  webpOf,
} from '../testing/pictures.ts'
import { MAX_SIDE_PX, readPicture } from './read-picture.ts'

const MAKERS: [string, ImageMediaType, (width: number, height: number) => Buffer][] = [
  ['a PNG', 'image/png', pngOf],
  ['a JPEG', 'image/jpeg', jpegOf],
  ['a progressive JPEG', 'image/jpeg', (width, height) => jpegOf(width, height, 0xc2)],
  ['a lossy WebP', 'image/webp', lossyWebp],
  ['a lossless WebP', 'image/webp', losslessWebp],
  ['an extended WebP', 'image/webp', extendedWebp],
]

describe.each(MAKERS)('%s', (_, mediaType, make) => {
  test.each([
    [1, 1],
    [640, 360],
    [1_000, 2_000],
    [MAX_SIDE_PX, MAX_SIDE_PX],
  ])('of %i × %i pixels is read', (width, height) => {
    expect(readPicture(make(width, height), mediaType)).toEqual({ mediaType, width, height })
  })

  test.each([
    [MAX_SIDE_PX + 1, 1],
    [1, MAX_SIDE_PX + 1],
    [16_000, 16_000],
  ])('of %i × %i pixels is too big', (width, height) => {
    expect(readPicture(make(width, height), mediaType)).toHaveProperty('problem')
  })

  test('is not taken for another format', () => {
    for (const other of imageMediaTypes.filter((each) => each !== mediaType)) {
      expect(readPicture(make(64, 36), other)).toHaveProperty('problem')
    }
  })

  test('that breaks off anywhere is refused', () => {
    const whole = make(64, 36)
    for (let length = 0; length < whole.length; length += 1) {
      expect(readPicture(whole.subarray(0, length), mediaType)).toHaveProperty('problem')
    }
  })
})

describe('no picture is', () => {
  test.each<[string, ImageMediaType, Buffer]>([
    ['nothing', 'image/png', Buffer.alloc(0)],
    ['a script', 'image/png', Buffer.from('<script>alert(1)</script>')],
    ['an SVG', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['an SVG that is called JPEG', 'image/jpeg', Buffer.from('<?xml version="1.0"?><svg/>')],
    ['a GIF', 'image/png', Buffer.from('GIF89a')],
    ['a PNG of no width', 'image/png', pngOf(0, 36)],
    ['a JPEG of no height', 'image/jpeg', jpegOf(64, 0)],
    ['an animated PNG', 'image/png', pngOf(64, 36, [pngChunk('acTL', Buffer.alloc(8))])],
    ['an animated WebP', 'image/webp', extendedWebp(64, 36, 0x02)],
    ['a PNG with a page behind it', 'image/png', Buffer.concat([pngOf(64, 36), Buffer.from('<html>')])],
    ['a WebP with a page behind it', 'image/webp', Buffer.concat([lossyWebp(64, 36), Buffer.from('<html>')])],
    ['a WebP of an unknown kind', 'image/webp', webpOf('VP8 ', Buffer.alloc(10))],
    ['a PNG whose chunk is longer than all', 'image/png', pngOf(64, 36).fill(0xff, 8, 12)],
  ])('%s', (_, mediaType, bytes) => {
    expect(readPicture(bytes, mediaType)).toEqual({ problem: expect.stringMatching(/^its? /) })
  })

  test('any bytes, behind a true beginning or not, and reading them ends without an exception', () => {
    const beginnings = MAKERS.map(([, , make]) => make(64, 36))
    const cut = fc
      .tuple(fc.constantFrom(...beginnings), fc.nat(60))
      .map(([bytes, at]) => bytes.subarray(0, at))
    const anyBytes = fc.tuple(fc.oneof(fc.constant(Buffer.alloc(0)), cut), fc.uint8Array({ maxLength: 300 }))
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(...imageMediaTypes), ([head, tail], mediaType) => {
        const found = readPicture(Buffer.concat([head, tail]), mediaType)
        if ('problem' in found) return
        expect(found.width).toBeGreaterThanOrEqual(1)
        expect(Math.max(found.width, found.height)).toBeLessThanOrEqual(MAX_SIDE_PX)
      }),
      { numRuns: 20_000 },
    )
  })

  test('a megabyte of empty segments, which takes no time to find out', () => {
    const segments = Buffer.alloc(1024 * 1024, Buffer.from('ffe00002', 'hex'))
    const beganAt = performance.now()
    expect(readPicture(Buffer.concat([Buffer.from('ffd8', 'hex'), segments]), 'image/jpeg')).toHaveProperty(
      'problem',
    )
    expect(performance.now() - beganAt).toBeLessThan(500)
  })
})
