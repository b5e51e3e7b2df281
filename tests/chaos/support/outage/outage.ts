import { type Managers, openManagers } from '../../../../apps/api/src/testing/managers.ts'
import { testKeys } from '../../../../apps/api/src/testing/test-keys.ts'
import { rowsOf } from '../../../../apps/api/src/testing/test-store.ts'
import type { StoreKind } from '../../../support/stores.ts'
import { atOnce, upTo } from '../at-once.ts'
import { createDice } from '../dice.ts'
import { withStore } from '../store/any-store.ts'
import { phases } from '../store/rooms.ts'
import { unsoundRooms } from '../store/sound-rooms.ts'
import { type Downtime, planRoom, pushesAt, type RoomPlan } from './outage-plan.ts'
import { RetriedCallbacks, TIMEOUT_SECONDS } from './retried-callbacks.ts'

/** How long the API is down, and whether the provider's further tries carry a fresh `t`. */
export type Outage = { minutes: number; renewT: boolean }

type Setting = { rooms: number; seed: number; kind: StoreKind }
type PlannedRoom = RoomPlan & { id: string; streamName: string; streamParam: string }

const DOWN_FROM = 90
const RIGHT_WITHIN = 120
const WATCHED = 300
const WINDOW = 60

/** Plays an outage second by second, from before it until well after, and counts what was wrong. */
export function simulateOutage({ minutes, renewT }: Outage, { rooms: count, seed, kind }: Setting) {
  return withStore(kind, async (database) => {
    const down = { from: DOWN_FROM, to: DOWN_FROM + 60 * minutes }
    let managers = await openManagers(`before-${seed}`, { database })
    const { clock, streams } = managers
    const rooms = await planRooms(managers, { count, seed, down })
    const callbacks = new RetriedCallbacks(renewT)
    const [wrong, cut] = [new Set<string>(), new Set<string>()]
    for (let second = 0; second < down.to + WATCHED; second++) {
      const isUp = second < down.from || second >= down.to
      if (second === down.to) {
        await letRest(managers, 60 * minutes)
        managers = await openManagers(`after-${seed}`, { database, clock, streams })
      }
      await play(managers, { rooms, callbacks, second, isUp })
      const shown = second >= down.to ? await phases(database) : new Map()
      for (const { id, pushes } of rooms) {
        const phase = shown.get(id)
        if (second >= down.to + RIGHT_WITHIN && (phase === 'live') !== pushesAt(pushes, second)) wrong.add(id)
        if (second < down.to + WINDOW && phase === 'ended') cut.add(id)
      }
      clock.advance(1_000)
    }
    return {
      wrong: wrong.size,
      cut: cut.size,
      refused: callbacks.refused,
      givenUp: callbacks.givenUp,
      stale: managers.logLines.filter((line) => line.includes('"outcome":"stale"')).length,
      unsound: (await unsoundRooms(database, managers.rhythm)).length,
    }
  })
}

async function planRooms(
  { newUser, newRoom, pushUrls }: Managers,
  { count, seed, down }: { count: number; seed: number; down: Downtime },
): Promise<PlannedRoom[]> {
  const dice = createDice(seed)
  const plans = upTo(count).map((index) => planRoom(index, down, dice))
  const owner = await newUser('owner')
  return atOnce(plans, 8, async (plan) => {
    const { id, streamName } = await newRoom(owner)
    const { url } = await pushUrls.issuePushUrl(owner, id, {})
    return { id, streamName, streamParam: new URL(url).search.slice(1), ...plan }
  })
}

/** The lease of the sweeper goes by the store's own clock, which does not know of the simulated time. */
const letRest = ({ database }: Managers, seconds: number) =>
  rowsOf(
    database,
    `update worker_leases set worked_at = worked_at - make_interval(secs => $1),
       expires_at = expires_at - make_interval(secs => $1)`,
    [seconds],
  )

type Second = { rooms: readonly PlannedRoom[]; callbacks: RetriedCallbacks; second: number; isUp: boolean }

/** What broadcasters and the provider do in a second, and the API if it is up. */
async function play(managers: Managers, { rooms, callbacks, second, isUp }: Second): Promise<void> {
  const nowSeconds = Math.floor(managers.clock() / 1_000)
  for (const { streamName: stream_id, streamParam: stream_param, pushes, startsWait } of rooms) {
    for (const [index, { from, to }] of pushes.entries()) {
      if (from !== second && to !== second) continue
      const isStart = from === second
      const sequence = String(10n ** 18n + BigInt(index))
      callbacks.send(
        { event_type: isStart ? 1 : 0, stream_id, stream_param, sequence },
        isStart === startsWait ? TIMEOUT_SECONDS : 0,
        nowSeconds,
      )
    }
    if (pushesAt(pushes, second)) managers.streams.states.set(stream_id, 'active')
    else managers.streams.states.delete(stream_id)
  }
  await callbacks.deliver(
    nowSeconds,
    isUp ? (rawBody) => managers.callbacks.receive(testKeys.callbackPath, rawBody) : undefined,
  )
  if (isUp) await managers.sweeper.tick()
}
