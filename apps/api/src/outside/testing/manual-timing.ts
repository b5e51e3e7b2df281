import type { Timing } from '../timing.ts'

/** Time that moves only by `advance` and by sleeping, which takes no time of ours. */
export type ManualTiming = Timing & { advance(ms: number): void; sleeps: number[] }

export function manualTiming(random: () => number = () => 0.5): ManualTiming {
  let nowMs = 1_000
  const sleeps: number[] = []
  return {
    nowMs: () => nowMs,
    advance(ms) {
      nowMs += ms
    },
    sleeps,
    async sleep(ms) {
      sleeps.push(ms)
      nowMs += ms
    },
    random,
  }
}
