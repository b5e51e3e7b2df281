import { describe, expect, test } from 'vitest'
import { readAudioConfig, readVideoConfig } from './codec-config.ts'

const bytes = (hex: string) => Buffer.from(hex, 'hex')

describe('readVideoConfig', () => {
  test.each([
    ['baseline', '0142c01effe100', 'avc1.42c01e'],
    ['high', '01640028ffe100', 'avc1.640028'],
  ])('names the %s profile', (_what, hex, codec) => {
    expect(readVideoConfig(bytes(hex))).toEqual({ codec, description: bytes(hex) })
  })

  test.each(['', '01', '0142c01effe1', '0242c01effe100'])('finds nothing in "%s"', (hex) => {
    expect(readVideoConfig(bytes(hex))).toBeNull()
  })
})

describe('readAudioConfig', () => {
  test.each([
    ['AAC-LC 44.1 kHz stereo', '1210', { codec: 'mp4a.40.2', sampleRate: 44_100, numberOfChannels: 2 }],
    ['AAC-LC 48 kHz mono', '1188', { codec: 'mp4a.40.2', sampleRate: 48_000, numberOfChannels: 1 }],
    ['AAC-LC 16 kHz mono', '1408', { codec: 'mp4a.40.2', sampleRate: 16_000, numberOfChannels: 1 }],
    ['HE-AAC 24 kHz stereo', '2b10', { codec: 'mp4a.40.5', sampleRate: 24_000, numberOfChannels: 2 }],
  ])('reads %s', (_what, hex, expected) => {
    expect(readAudioConfig(bytes(hex))).toEqual({ ...expected, description: bytes(hex) })
  })

  test.each([
    ['nothing', ''],
    ['one byte', '12'],
    ['an explicit sample rate', '1780'],
    ['channels of its own', '1200'],
    ['another object type', 'fa10'],
  ])('refuses %s', (_what, hex) => {
    expect(readAudioConfig(bytes(hex))).toBeNull()
  })
})
