import type { Environment } from './environment.ts'
import { DEFAULT_RHYTHM, RHYTHM_VARIABLES, type Rhythm } from './rhythm.ts'

const DAY_MS = 24 * 3_600_000

/** Every interval may be set by its variable, in milliseconds from 1 to a day. */
export function readRhythm(environment: Environment): Rhythm {
  const rhythm = { ...DEFAULT_RHYTHM }
  for (const [name, variable] of Object.entries(RHYTHM_VARIABLES) as [keyof Rhythm, string][]) {
    rhythm[name] = environment.wholeNumber(variable, DEFAULT_RHYTHM[name], { min: 1, max: DAY_MS })
  }
  for (const [longer, shorter, why] of ORDERS) {
    if (rhythm[longer] > rhythm[shorter]) continue
    environment.problems.push(
      `${RHYTHM_VARIABLES[longer]} is not longer than ${RHYTHM_VARIABLES[shorter]}: ${why}`,
    )
  }
  return rhythm
}

/** Intervals that make no sense the other way round. */
const ORDERS: readonly (readonly [longer: keyof Rhythm, shorter: keyof Rhythm, why: string])[] = [
  ['heartbeatFreshMs', 'heartbeatMs', 'every heartbeat would be stale before the next.'],
  ['leaseMs', 'sweepMs', 'the sweep would lose its lease before it comes round again.'],
  [
    'outageMs',
    'sweepMs',
    'every pause between two sweeps would be an outage, and no window would ever pass.',
  ],
]
