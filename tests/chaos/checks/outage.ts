import type { StoreKind } from '../../support/stores.ts'
import { atLeast, type Figure, figure, never, type Run } from '../figure.ts'
import { type Outage, simulateOutage } from '../support/outage/outage.ts'

const SIZES = { short: { rooms: 18, minutes: [3, 15] }, full: { rooms: 100, minutes: [3, 9, 11, 15] } }

/**
 * While the API is down the provider repeats its callbacks, but not for ever, and their signatures expire. Two minutes
 * after the API is back every room is right, nothing was refused, and no reconnect window ran meanwhile.
 */
export async function outage({ size, seed }: Run, kind: StoreKind): Promise<Figure> {
  const { rooms, minutes: all } = SIZES[size]
  const outages: Outage[] = all.flatMap((minutes) => [
    { minutes, renewT: true },
    { minutes, renewT: false },
  ])
  const total = { wrong: 0, cut: 0, refused: 0, unsound: 0, givenUp: 0, stale: 0 }
  for (const once of outages) {
    const seen = await simulateOutage(once, { rooms, seed, kind })
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += seen[name]
  }
  return figure('outage', `${rooms} rooms, down for ${all.join(', ')} min, t renewed or not (${kind})`, [
    never('rooms wrong from 120 s after', total.wrong),
    never('windows that ran meanwhile', total.cut),
    never('callbacks refused when up', total.refused),
    never('rooms that are not their fold', total.unsound),
    atLeast(1, 'callbacks given up before', total.givenUp),
    atLeast(1, 'callbacks with an expired t', total.stale),
  ])
}
