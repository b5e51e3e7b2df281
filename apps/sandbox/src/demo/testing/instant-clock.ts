import type { Clock } from '../clock.ts'

/** A clock that jumps ahead instead of waiting. `advance` plays a computer that slept. */
export const instantClock = (): Clock & { advance(ms: number): void } => {
  let nowMs = 0
  return {
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms
    },
    advance: (ms) => {
      nowMs += ms
    },
  }
}
