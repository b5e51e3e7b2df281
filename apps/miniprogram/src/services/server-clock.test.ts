import { expect, it } from 'vitest'
import { createServerClock } from './server-clock.ts'

const NOW_MS = Date.parse('2026-11-22T12:00:00.000Z')

it("follows the server's clock when the phone's is wrong", () => {
  const clock = createServerClock(() => NOW_MS)
  expect(clock.nowMs()).toBe(NOW_MS)
  clock.observe('Sun, 22 Nov 2026 12:05:00 GMT')
  expect(clock.nowMs()).toBe(NOW_MS + 5 * 60_000 + 500)
  clock.observe('yesterday')
  expect(clock.nowMs()).toBe(NOW_MS + 5 * 60_000 + 500)
})
