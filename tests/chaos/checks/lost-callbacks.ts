import { StoreUnavailableError } from '../../../apps/api/src/storage/store-error.ts'
import { openManagers } from '../../../apps/api/src/testing/managers.ts'
import type { StoreKind } from '../../support/stores.ts'
import { atLeast, type Figure, figure, never, type Run } from '../figure.ts'
import { createDice } from '../support/dice.ts'
import { type Broadcast, isPushing, planBroadcasts, playSecond } from '../support/lost/broadcasts.ts'
import { flakyStreams } from '../support/lost/flaky-streams.ts'
import { withStore } from '../support/store/any-store.ts'
import { phases, type StoredRoom } from '../support/store/rooms.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = {
  short: { rooms: 80, flawed: 80, harmed: 1 },
  full: { rooms: 1_000, flawed: 1_000, harmed: 50 },
}
const STARTS_WITHIN = 60
const LAST_END = STARTS_WITHIN + 180
/** So long after a change, in seconds, a room has to show it. */
const SETTLED_AFTER = 180
const SECONDS = LAST_END + SETTLED_AFTER + 1
const UNANSWERED = 0.2

/**
 * What callbacks do not tell, questions to the provider find out, also when one in five goes unanswered; and the
 * provider's own silence ends no room. Its teeth are built in: whoever takes "no answer" for "nobody pushes" has to
 * interrupt or end rooms that are live.
 */
export async function lostCallbacks({ size, seed }: Run, kind: StoreKind): Promise<Figure> {
  const { rooms, flawed, harmed } = SIZES[size]
  const seen = await simulate({ rooms, seed, kind })
  const deceived = await simulate({ rooms: flawed, seed, kind, noAnswerIs: 'inactive' })
  const did = `${rooms} rooms for ${SECONDS} s, 30 % of ends and 10 % of starts lost, 20 % of questions (${kind})`
  return figure('lost callbacks', did, [
    never(`rooms wrong ${SETTLED_AFTER} s after a change`, seen.wrong),
    never('live rooms shown interrupted', seen.interrupted),
    never('live rooms ended', seen.ended),
    never('rooms that are not their fold', seen.unsound),
    atLeast(harmed, `live rooms of ${flawed} harmed if "no answer" were "inactive"`, deceived.interrupted),
  ])
}

type Simulation = { rooms: number; seed: number; kind: StoreKind; noAnswerIs?: 'inactive' }

function simulate({ rooms, seed, kind, noAnswerIs }: Simulation) {
  return withStore(kind, async (database) => {
    const indexes = new Map<string, number>()
    const seedOf = (streamName: string) => seed + (indexes.get(streamName) ?? 0)
    const streams = flakyStreams({ share: UNANSWERED, seedOf, noAnswerIs })
    const managers = await openManagers(`chaos-${seed}`, { database, streams })
    const plan = { count: rooms, startsWithin: STARTS_WITHIN, lostStarts: 0.1, lostEnds: 0.3 }
    const broadcasts = await planBroadcasts(managers, plan, createDice(seed))
    for (const [index, { streamName }] of broadcasts.entries()) indexes.set(streamName, index)

    const mistakes = new Mistakes(broadcasts)
    for (let second = 0; second < SECONDS; second++) {
      await playSecond(managers, broadcasts, second)
      await managers.sweeper.tick().catch(ifStoreIsBusy)
      mistakes.look(await phases(database), second)
      managers.clock.advance(1_000)
    }
    return { ...mistakes.counts(), unsound: (await unsoundRooms(database, managers.rhythm)).length }
  })
}

/** The rooms that were once shown as what they were not. */
class Mistakes {
  readonly #broadcasts: readonly Broadcast[]
  readonly #wrong = new Set<string>()
  readonly #interrupted = new Set<string>()
  readonly #ended = new Set<string>()

  constructor(broadcasts: readonly Broadcast[]) {
    this.#broadcasts = broadcasts
  }

  look(shown: ReadonlyMap<string, StoredRoom['phase']>, second: number): void {
    for (const broadcast of this.#broadcasts) {
      const { roomId, startsAt, endsAt } = broadcast
      const phase = shown.get(roomId)
      const isLive = isPushing(broadcast, second)
      const changedAt = second >= endsAt ? endsAt : startsAt
      if (second >= changedAt + SETTLED_AFTER && (phase === 'live') !== isLive) this.#wrong.add(roomId)
      if (isLive && phase === 'interrupted') this.#interrupted.add(roomId)
      if (isLive && phase === 'ended') this.#ended.add(roomId)
    }
  }

  counts() {
    return { wrong: this.#wrong.size, interrupted: this.#interrupted.size, ended: this.#ended.size }
  }
}

/** A busy machine may make the store late: the tick fails, as in a real process, and the next one goes on. */
function ifStoreIsBusy(error: unknown): void {
  if (!(error instanceof StoreUnavailableError)) throw error
}
