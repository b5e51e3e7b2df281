import type { Managers } from '../../../../apps/api/src/testing/managers.ts'
import { atOnce, upTo } from '../at-once.ts'
import type { Dice } from '../dice.ts'

/** One push of one room, in seconds of the simulated time, and which of its callbacks never come. */
export type Broadcast = {
  roomId: string
  streamName: string
  sequence: string
  startsAt: number
  /** Never, when it goes on to the end. */
  endsAt: number
  isStartLost: boolean
  isEndLost: boolean
}

type Plan = { count: number; startsWithin: number; lostStarts: number; lostEnds: number }

const LANES = 8
const SHORTEST = 30
const LONGEST = 180

/** Opens rooms whose broadcasters hold a push URL; half of the pushes end in the time that is simulated. */
export async function planBroadcasts(
  { newUser, newRoom, pushUrls }: Managers,
  { count, startsWithin, lostStarts, lostEnds }: Plan,
  dice: Dice,
): Promise<Broadcast[]> {
  // All chance before the first wait: in whatever order rooms are opened, the plan is that of the seed.
  const plans = upTo(count).map((index) => {
    const startsAt = dice.below(startsWithin)
    const endsAt = startsAt + SHORTEST + dice.below(LONGEST - SHORTEST)
    return {
      sequence: String(10n ** 18n + BigInt(index)),
      startsAt,
      endsAt: dice.chance(0.5) ? endsAt : Number.POSITIVE_INFINITY,
      isStartLost: dice.chance(lostStarts),
      isEndLost: dice.chance(lostEnds),
    }
  })
  const owner = await newUser('owner')
  return atOnce(plans, LANES, async (plan) => {
    const { id: roomId, streamName } = await newRoom(owner)
    await pushUrls.issuePushUrl(owner, roomId, {})
    return { roomId, streamName, ...plan }
  })
}

export const isPushing = ({ startsAt, endsAt }: Broadcast, second: number): boolean =>
  startsAt <= second && second < endsAt

/** What happens in one second: the provider sees it, and tells it unless the callback is lost. */
export async function playSecond(
  { streams, deliver }: Managers,
  broadcasts: readonly Broadcast[],
  second: number,
): Promise<void> {
  const due = broadcasts.filter(({ startsAt, endsAt }) => startsAt === second || endsAt === second)
  await atOnce(due, LANES, async ({ streamName, sequence, startsAt, isStartLost, isEndLost }) => {
    const isStart = startsAt === second
    if (isStart) streams.states.set(streamName, 'active')
    else streams.states.delete(streamName)
    if (isStart ? isStartLost : isEndLost) return
    await deliver({ event_type: isStart ? 1 : 0, stream_id: streamName, channel_id: streamName, sequence })
  })
}
