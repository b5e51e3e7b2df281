import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipTimeline } from './clip-timeline.ts'
import { AUDIO, type Clip, type MediaPacket, parseClip, VIDEO } from './flv-clip.ts'
import { flvFile } from './testing/flv-file.ts'

const take = (clip: Clip, count: number): MediaPacket[] => {
  const timeline = clipTimeline(clip)
  return Array.from({ length: count }, () => timeline.next().value)
}
const gaps = (packets: MediaPacket[], type: number): number[] => {
  const times = packets.filter((packet) => packet.type === type).map((packet) => packet.timestampMs)
  return times.slice(1).map((time, index) => time - (times[index] ?? 0))
}

describe('clipTimeline', () => {
  it('sends the headers once, however many rounds follow', () => {
    const clip = parseClip(flvFile({ pictures: 3, pictureMs: 40, sounds: 0, soundMs: 0, startMs: 0 }))
    const packets = take(clip, 20)
    expect(packets.filter((packet) => packet.payload[1] === 0)).toHaveLength(1)
  })

  it('keeps the distance between frames over the joint of two rounds', () => {
    const clip = parseClip(flvFile({ pictures: 25, pictureMs: 40, sounds: 0, soundMs: 0, startMs: 0 }))
    expect(new Set(gaps(take(clip, 80).slice(1), VIDEO))).toEqual(new Set([40]))
  })

  it('starts at zero when the clip does not', () => {
    const clip = parseClip(flvFile({ pictures: 2, pictureMs: 40, sounds: 0, soundMs: 0, startMs: 9_000 }))
    expect(take(clip, 4).map((packet) => packet.timestampMs)).toEqual([0, 0, 40, 80])
  })

  it('never goes back in time, whatever the frame rates', () => {
    const rate = fc.integer({ min: 1, max: 100 })
    const count = fc.integer({ min: 1, max: 30 })
    fc.assert(
      fc.property(count, rate, count, rate, (pictures, pictureMs, sounds, soundMs) => {
        const packets = take(
          parseClip(flvFile({ pictures, pictureMs, sounds, soundMs, startMs: 0 })),
          (pictures + sounds) * 3 + 2,
        )
        for (const type of [AUDIO, VIDEO])
          expect(gaps(packets.slice(2), type).every((gap) => gap > 0)).toBe(true)
      }),
    )
  })
})
