import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Time and chance of outside calls, injected so that tests own them. `nowMs` only ever grows: after a jump of the
 * wall clock an open circuit would stay open for as long.
 */
export type Timing = {
  nowMs(): number
  sleep(ms: number): Promise<void>
  /** A number in [0, 1). */
  random(): number
}

export const realTiming: Timing = {
  nowMs: () => performance.now(),
  sleep: (ms) => sleep(ms),
  random: Math.random,
}
