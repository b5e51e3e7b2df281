import type { Clock } from '../clock.ts'

/** A clock that stands still until the test moves it. */
export type ManualClock = Clock & { advance(ms: number): void; set(ms: number): void }

export function manualClock(startMs: number): ManualClock {
  let nowMs = startMs
  return Object.assign(() => nowMs, {
    advance(ms: number) {
      nowMs += ms
    },
    set(ms: number) {
      nowMs = ms
    },
  })
}
