import type { RoomStatus } from '@kaibo/live-core'
import { type RandomBytes, randomShare } from '../random.ts'

/** What a viewer waits for. */
export type Pace = RoomStatus | 'stalled' | 'over' | 'unknown'

/** From when to when a viewer may come again, in milliseconds; none where nothing is waited for. */
const RANGES: Partial<Record<Pace, readonly [least: number, most: number]>> = {
  stalled: [3_000, 8_000],
  interrupted: [2_000, 6_000],
  waiting: [5_000, 15_000],
  scheduled: [30_000, 60_000],
  ended: [20_000, 40_000],
}

/** When to ask again, spread over a range, so that the viewers of a room do not come back together. */
export function paceMs(pace: Pace, random: RandomBytes): number | undefined {
  const range = RANGES[pace]
  if (!range) return undefined
  const [least, most] = range
  return least + Math.floor(randomShare(random) * (most - least))
}
