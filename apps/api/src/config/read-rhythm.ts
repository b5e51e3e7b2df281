import type { Environment } from './environment.ts'
import { DEFAULT_RHYTHM, RHYTHM_VARIABLES, type Rhythm } from './rhythm.ts'

const DAY_MS = 24 * 3_600_000

/** Every interval may be set by its variable, in milliseconds from 1 to a day. */
export function readRhythm(environment: Environment): Rhythm {
  const rhythm = { ...DEFAULT_RHYTHM }
  for (const [name, variable] of Object.entries(RHYTHM_VARIABLES) as [keyof Rhythm, string][]) {
    rhythm[name] = environment.wholeNumber(variable, DEFAULT_RHYTHM[name], { min: 1, max: DAY_MS })
  }
  if (rhythm.heartbeatFreshMs <= rhythm.heartbeatMs) {
    environment.problems.push(
      `${RHYTHM_VARIABLES.heartbeatFreshMs} is not longer than ${RHYTHM_VARIABLES.heartbeatMs}: every heartbeat would be stale before the next.`,
    )
  }
  return rhythm
}
