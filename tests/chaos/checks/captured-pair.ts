import { until } from '../../support/poll.ts'
import { atMost, exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce, upTo } from '../support/at-once.ts'
import { createDice, type Dice } from '../support/dice.ts'
import { tapCallbacks } from '../support/forgery/callback-tap.ts'
import { openHttpClient } from '../support/http.ts'
import { startPush } from '../support/push.ts'
import { openRoom, type PushedRoom, storedRooms } from '../support/store/rooms.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'
import { startWorld, type World } from '../support/world.ts'

const SIZES = { short: { rooms: 24, bodies: 240 }, full: { rooms: 100, bodies: 1_000 } }
const LATEST_CORRECTION_MS = 5_000
/** One for the doubt, and one in case the interrupted room's own turn has come. */
const QUESTIONS_A_ROOM = 2
const HTTP_LANES = 32

/**
 * Tencent's callback signature covers no body: whoever saw one callback can say anything until it expires. With one
 * that was really sent, claims of the opposite of what is true must move no room but, for a moment, its own.
 */
export async function capturedPair({ size, seed }: Run): Promise<Figure> {
  const { rooms: count, bodies } = SIZES[size]
  // One picture is enough: nobody ends an idle push here.
  const world = await startWorld({ sandbox: { idleMs: 3_600_000 } })
  const tap = await tapCallbacks(world.callbackUrl)
  world.sandbox.setCallbackUrl(tap.url)
  try {
    const victims = await openVictims(world, count)
    const captured = await openRoom(await world.client('captured'))
    await startPush(captured.url, world.sandbox.addresses)
    await inPhase(world, captured.id, 'live')
    const callback = tap.heard.find(({ stream_id }) => stream_id === captured.streamName)
    if (!callback) throw new Error('The callback was not captured')

    const before = new Map((await storedRooms(world.database)).map((room) => [room.id, room]))
    const asked = questions(world)
    const watch = watchRoom(world, captured.id)
    const dice = createDice(seed)
    const forged = upTo(bodies).map(() => forgeFor(dice.pick(victims), callback, dice))
    forged.push(...upTo(10).map(() => ({ ...callback, event_type: 0, event_time: seconds() })))
    const statuses = await postAll(world, dice.shuffled(forged))
    await settled(world)
    const wrongForMs = await watch()

    const after = await storedRooms(world.database)
    const others = after.filter(({ id }) => id !== captured.id)
    return figure('captured pair', `${bodies} forged bodies against ${count} rooms`, [
      never('not answered 200', statuses.filter((status) => status !== 200).length),
      never('rooms moved', others.filter((room) => room.version !== before.get(room.id)?.version).length),
      never('streams lost', after.filter((room) => room.stream !== before.get(room.id)?.stream).length),
      atMost(LATEST_CORRECTION_MS, 'ms for which its own room was wrong', wrongForMs),
      exactly(
        1,
        'own room live in the end',
        after.filter(({ id, phase }) => id === captured.id && phase === 'live').length,
      ),
      atMost(QUESTIONS_A_ROOM, 'questions a room', (questions(world) - asked) / (count + 1)),
      never('rooms that are not their fold', (await unsoundRooms(world.database, world.rhythm)).length),
    ])
  } finally {
    await world.stop()
    tap.close()
  }
}

type Victim = PushedRoom & { isLive: boolean }

/** Half of them are live; of the others one half was never pushed, the other no longer is. */
async function openVictims(world: World, count: number): Promise<Victim[]> {
  const owner = await world.client('victim')
  return atOnce(upTo(count), HTTP_LANES, async (index) => {
    const room = await openRoom(owner, { reconnectWindowSeconds: 1_800 })
    const isLive = index % 2 === 0
    if (index % 4 === 1) return { ...room, isLive }
    const push = await startPush(room.url, world.sandbox.addresses)
    await inPhase(world, room.id, 'live')
    if (!isLive) {
      await push.finish()
      await inPhase(world, room.id, 'interrupted')
    }
    return { ...room, isLive }
  })
}

const inPhase = (world: World, id: string, phase: string) =>
  until(
    async () => (await storedRooms(world.database)).find((room) => room.id === id && room.phase === phase),
    {
      what: `a room in phase ${phase}`,
    },
  )

/** The opposite of what is true of the victim, under the captured signature and with all that was captured. */
function forgeFor(
  { streamName, isLive }: Victim,
  callback: Record<string, unknown>,
  dice: Dice,
): Record<string, unknown> {
  const lie = isLive ? 0 : 1
  return {
    ...callback,
    // Now and then the truth, so that a lie finds a sequence that was claimed.
    event_type: dice.chance(0.9) ? lie : 1 - lie,
    stream_id: streamName,
    channel_id: streamName,
    sequence: dice.pick([callback.sequence, '1', `22104645082067569${10 + dice.below(3)}`]),
    event_time: seconds() + dice.pick([-3_600, -60, 0, 1, 3_600]),
    stream_param: dice.pick([callback.stream_param, '', `kaibo=${'A'.repeat(49)}`]),
    errcode: dice.pick([0, 1, 3, 20]),
  }
}

const seconds = () => Math.floor(Date.now() / 1000)

async function postAll({ callbackUrl }: World, bodies: readonly unknown[]): Promise<number[]> {
  const { origin, pathname } = new URL(callbackUrl)
  const http = openHttpClient(origin, HTTP_LANES)
  const answers = await atOnce(bodies, HTTP_LANES, (body) => http.send(pathname, { body }))
  http.close()
  return answers.map(({ status }) => status)
}

/** Every doubt was put to the provider, and the captured room is what it is. */
const settled = (world: World) =>
  until(
    async () => {
      const rooms = await storedRooms(world.database)
      return rooms.some(({ is_doubted }) => is_doubted) ? undefined : true
    },
    { timeoutMs: 30_000, what: 'an answer to every doubt' },
  )

/** Watches a live room; the function that is returned waits until it is live and tells how long it was not, at most. */
function watchRoom({ database }: World, id: string): () => Promise<number> {
  let longestMs = 0
  let wrongSinceMs: number | undefined
  const look = async () => {
    const room = (await storedRooms(database)).find((stored) => stored.id === id)
    const nowMs = performance.now()
    wrongSinceMs = room?.phase === 'live' ? undefined : (wrongSinceMs ?? nowMs)
    if (wrongSinceMs !== undefined) longestMs = Math.max(longestMs, nowMs - wrongSinceMs)
  }
  const timer = setInterval(() => void look(), 100)
  return async () => {
    await until(async () => look().then(() => (wrongSinceMs === undefined ? true : undefined)), {
      what: 'the captured room is live again',
    }).finally(() => clearInterval(timer))
    return Math.round(longestMs)
  }
}

const questions = ({ sandbox }: World) => sandbox.cloudCounts().DescribeLiveStreamState.calls
