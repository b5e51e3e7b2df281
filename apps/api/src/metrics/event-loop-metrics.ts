import { performance } from 'node:perf_hooks'
import { Histogram } from './histogram.ts'
import { gauge } from './metric.ts'
import type { MetricSource } from './registry.ts'

const EVERY_MS = 20
const LAG_SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

export type EventLoopMetrics = { source: MetricSource; stop(): void }

/**
 * How late a timer came, and how long the event loop was busy. Both only grow, unlike node's own monitor, which has to be
 * set back after each reading and so serves a single reader.
 */
export function watchEventLoop(nowMs = () => performance.now()): EventLoopMetrics {
  const lag = new Histogram<Record<string, never>>(
    'nodejs_eventloop_lag_seconds',
    'How much later than it was due a timer came',
    LAG_SECONDS,
  )
  let lastMs = nowMs()
  const timer = setInterval(() => {
    const lateMs = nowMs() - lastMs - EVERY_MS
    lastMs += lateMs + EVERY_MS
    lag.observe({}, Math.max(0, lateMs) / 1000)
  }, EVERY_MS)
  timer.unref()
  return { source: () => [lag, busyTime()], stop: () => clearInterval(timer) }
}

function busyTime() {
  const { active } = performance.eventLoopUtilization()
  const metric = gauge(
    'nodejs_eventloop_active_seconds_total',
    'How long the event loop was busy',
    active / 1000,
  )
  return { ...metric, type: 'counter' as const }
}
