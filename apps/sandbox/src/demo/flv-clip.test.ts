import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { AUDIO, type MediaPacket, parseClip, SCRIPT, VIDEO } from './flv-clip.ts'

const clipFile = new URL('../../assets/demo-clip.flv', import.meta.url)
const isKeyframe = ({ type, payload }: MediaPacket) => type === VIDEO && (payload[0] ?? 0) >> 4 === 1

describe('the committed demo clip', () => {
  it('is small enough for a repository', async () => {
    expect((await readFile(clipFile)).length).toBeLessThanOrEqual(300_000)
  })

  it('ends sound and picture on the same millisecond, so that rounds join without a gap', async () => {
    const clip = parseClip(await readFile(clipFile))
    const last = (type: number) => clip.frames.filter((frame) => frame.type === type).at(-1)?.timestampMs
    expect(clip.durationMs).toBe(12_000)
    expect(last(VIDEO)).toBe(12_000 - 40)
    expect(last(AUDIO)).toBe(12_000 - 32)
  })

  it('has metadata and both codec configurations before the first frame', async () => {
    const { headers } = parseClip(await readFile(clipFile))
    expect(headers.map((packet) => packet.type)).toEqual([SCRIPT, VIDEO, AUDIO])
  })

  it('has a keyframe every second, the first one at the start', async () => {
    const { frames } = parseClip(await readFile(clipFile))
    const times = frames.filter(isKeyframe).map((frame) => frame.timestampMs)
    expect(times).toEqual(Array.from({ length: 12 }, (_, second) => second * 1_000))
  })
})

describe('parseClip', () => {
  it('refuses what is not FLV', () => {
    expect(() => parseClip(Buffer.from('not a clip at all'))).toThrow('not an FLV file')
  })

  it('refuses a file that is cut short', async () => {
    const file = await readFile(clipFile)
    expect(() => parseClip(file.subarray(0, 20_000))).toThrow('cut short')
  })

  it('refuses a file without frames', async () => {
    const file = await readFile(clipFile)
    expect(() => parseClip(file.subarray(0, 13))).toThrow('no frames')
  })
})
