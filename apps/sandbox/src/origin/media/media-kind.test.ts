import { describe, expect, test } from 'vitest'
import { mediaKind } from './media-kind.ts'

const AUDIO = 8
const VIDEO = 9

describe('mediaKind', () => {
  test.each([
    ['AAC header', AUDIO, 'af00', 'audio-header'],
    ['AAC frame', AUDIO, 'af01', 'audio'],
    ['MP3 frame', AUDIO, '2f00', 'audio'],
    ['enhanced audio header', AUDIO, '906d703461', 'audio-header'],
    ['enhanced audio frame', AUDIO, '916d703461', 'audio'],
    ['AVC header', VIDEO, '1700', 'video-header'],
    ['AVC keyframe', VIDEO, '1701', 'key'],
    ['AVC frame', VIDEO, '2701', 'inter'],
    ['AVC end of sequence', VIDEO, '1702', 'other'],
    ['HEVC keyframe as Chinese vendors write it', VIDEO, '1c01', 'key'],
    ['H.263 keyframe, which has no header', VIDEO, '1200', 'key'],
    ['enhanced HEVC header', VIDEO, '9068766331', 'video-header'],
    ['enhanced HEVC keyframe', VIDEO, '9168766331', 'key'],
    ['enhanced HEVC frame without composition time', VIDEO, 'a368766331', 'inter'],
    ['enhanced metadata', VIDEO, '9468766331', 'other'],
    ['script data', 18, '02000a', 'other'],
    ['nothing', VIDEO, '', 'inter'],
  ])('knows an %s', (_what, type, hex, kind) => {
    expect(mediaKind(type, Buffer.from(hex, 'hex'))).toBe(kind)
  })
})
