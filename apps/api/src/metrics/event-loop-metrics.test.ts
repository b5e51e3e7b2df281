import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type EventLoopMetrics, watchEventLoop } from './event-loop-metrics.ts'
import { exposition } from './exposition.ts'

let eventLoop: EventLoopMetrics
let blockedMs: number
beforeEach(() => {
  vi.useFakeTimers()
  blockedMs = 0
  eventLoop = watchEventLoop(() => performance.now() + blockedMs)
})
afterEach(() => {
  eventLoop.stop()
  vi.useRealTimers()
})

const told = async () => exposition(await eventLoop.source())

test('a blocked event loop is one late timer by as much as it was blocked, and those after it are on time', async () => {
  vi.advanceTimersByTime(40)
  blockedMs += 180
  vi.advanceTimersByTime(40)
  const text = await told()
  expect(text).toContain('_bucket{le="0.001"} 3\n')
  expect(text).toContain('_bucket{le="0.1"} 3\n')
  expect(text).toContain('_bucket{le="0.25"} 4\n')
  expect(text).toMatch(/_sum 0\.18\d*\n/)
})

test('is told the same to two that ask', async () => {
  vi.advanceTimersByTime(100)
  const [lag] = await Promise.all([told(), told()])
  expect(lag).toContain('_count 5\n')
  expect(await told()).toContain('_count 5\n')
})
