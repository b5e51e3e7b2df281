import type { Dice } from '../dice.ts'

/** A push from one second of the simulated time to another. */
export type PlannedPush = { from: number; to: number }

/** When the API is down, in seconds of the simulated time. */
export type Downtime = { from: number; to: number }

const EARLY_SECONDS = 120
const EVER = Number.POSITIVE_INFINITY

/** What can happen to a room around an outage; each kind as often as the others. */
const KINDS: readonly ((during: () => number, down: Downtime) => PlannedPush[])[] = [
  () => [{ from: 10, to: EVER }],
  (during) => [{ from: 10, to: during() }],
  (during) => [{ from: during(), to: EVER }],
  (during) => inOrder([during(), during()]),
  // A flicker: away and back, and nobody heard of it.
  (during) => flicker([during(), during()]),
  (_, { from }) => [{ from: 10, to: from - 5 }],
  (_, { to }) => [{ from: 10, to: to + 30 }],
  () => [],
  // Its start, told again and again, arrives a minute after the API is back; its end has been given up by then.
  (_, { from }) => [{ from: from + 80, to: from + 84 }],
]

/** What is planned for a room, and whether its starts (else its ends) wait in vain for an answer instead of being refused. */
export type RoomPlan = { pushes: PlannedPush[]; startsWait: boolean }

export function planRoom(index: number, down: Downtime, dice: Dice): RoomPlan {
  const kind = KINDS[index % KINDS.length]
  if (!kind) throw new RangeError('There is no such kind of room')
  // Of every second round all happens early: what is said then is repeated the longest.
  const isEarly = Math.floor(index / KINDS.length) % 2 === 0
  const span = isEarly ? EARLY_SECONDS : down.to - down.from
  return { pushes: kind(() => down.from + dice.below(span), down), startsWait: isEarly }
}

export const pushesAt = (pushes: readonly PlannedPush[], second: number): boolean =>
  pushes.some(({ from, to }) => from <= second && second < to)

function inOrder(times: [number, number]): PlannedPush[] {
  const [from, to] = [Math.min(...times), Math.max(...times) + 1]
  return [{ from, to }]
}

function flicker(times: [number, number]): PlannedPush[] {
  const [gone, back] = [Math.min(...times), Math.max(...times) + 1]
  return [
    { from: 10, to: gone },
    { from: back, to: EVER },
  ]
}
