import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isKeyFrame, isSequenceHeader, VIDEO_TAG } from '../../flv/flv-tag.ts'
import { ClipLoop, readClip } from './clip.ts'

const clip = readClip(
  readFileSync(new URL('../../../../../../sandbox/assets/demo-clip.flv', import.meta.url)),
)

test('the demo clip has two configurations, begins with a key frame and lasts twelve seconds', () => {
  expect(clip.configs.map((tag) => tag.type).sort()).toEqual([8, 9])
  expect(clip.frames.some(isSequenceHeader)).toBe(false)
  expect(clip.frames.filter((tag) => tag.type === VIDEO_TAG).findIndex(isKeyFrame)).toBe(0)
  expect(clip.durationMs / 1000).toBeCloseTo(12, 0)
})

test('the loop goes on without a step back, at the speed of the clock', () => {
  const loop = new ClipLoop(clip)
  const times = new Map<number, number>()
  let frames = 0
  for (let elapsedMs = 0; elapsedMs <= 30_000; elapsedMs += 40) {
    for (const { type, timestampMs } of loop.due(elapsedMs)) {
      expect(timestampMs).toBeLessThanOrEqual(elapsedMs)
      expect(timestampMs).toBeGreaterThanOrEqual(times.get(type) ?? 0)
      times.set(type, timestampMs)
      if (type === VIDEO_TAG) frames += 1
    }
  }
  expect(frames).toBeGreaterThan(740)
  expect(frames).toBeLessThan(760)
})
