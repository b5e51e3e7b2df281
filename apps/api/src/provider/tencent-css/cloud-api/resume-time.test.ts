import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resumeTime } from './resume-time.ts'

const NOW_MS = Date.parse('2026-11-22T12:00:00.250Z')
const DAY_MS = 86_400_000

test('is UTC in whole seconds, never earlier than asked for', () => {
  expect(resumeTime(Date.parse('2026-11-29T19:00:00.000Z'), NOW_MS)).toBe('2026-11-29T19:00:00Z')
  expect(resumeTime(Date.parse('2026-11-29T19:00:00.001Z'), NOW_MS)).toBe('2026-11-29T19:00:01Z')
})

test('that lies too far ahead for Tencent becomes the farthest that even a clock some minutes off allows', () => {
  expect(resumeTime(NOW_MS + 200 * DAY_MS, NOW_MS)).toBe('2027-02-20T11:50:01Z')
  expect(resumeTime(Number.MAX_SAFE_INTEGER, NOW_MS)).toBe('2027-02-20T11:50:01Z')
})

test('that has passed still lies ahead: a time left out or refused would forbid for a week, or not at all', () => {
  for (const untilMs of [0, NOW_MS - 1, NOW_MS, NOW_MS + 1]) {
    expect(resumeTime(untilMs, NOW_MS)).toBe('2026-11-22T12:01:01Z')
  }
})

test('lies within what Tencent takes for any times, and is what was asked for in between', () => {
  fc.assert(
    fc.property(fc.integer({ min: -DAY_MS, max: 200 * DAY_MS }), fc.nat(1e12), (aheadMs, nowMs) => {
      const text = resumeTime(nowMs + aheadMs, nowMs)
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      const gotMs = Date.parse(text) - nowMs
      expect(gotMs).toBeGreaterThanOrEqual(60_000)
      expect(gotMs).toBeLessThan(90 * DAY_MS)
      if (aheadMs >= 60_000 && aheadMs <= 90 * DAY_MS - 600_000) {
        expect(gotMs - aheadMs).toBeGreaterThanOrEqual(0)
        expect(gotMs - aheadMs).toBeLessThan(1_000)
      }
    }),
  )
})
