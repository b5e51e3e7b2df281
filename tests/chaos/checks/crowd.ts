import { playUrls } from '@kaibo/live-core'
import { manualClock } from '../../../apps/api/src/testing/manual-clock.ts'
import { postCallback, pushCallback } from '../../support/callbacks.ts'
import { until } from '../../support/poll.ts'
import { exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce, upTo } from '../support/at-once.ts'
import { countedProvider } from '../support/counted-provider.ts'
import { openHttpClient } from '../support/http.ts'
import { openRoom, type PushedRoom, storedRooms } from '../support/store/rooms.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'
import { startWorld, type World } from '../support/world.ts'

const SIZES = { short: 600, full: 10_000 }
const ROOMS = 2
const SOCKETS = 400
const MINUTE_MS = 60_000
/** Five seconds into a minute: both waves of it fit in. */
const START_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 5_000
/** Longer than a doubt waits to be asked about. */
const LATER_MS = 4_000
const SOON_MS = 1_000

type Answer = { room: number; status: number; flv: string }

/** However many viewers of a stream come, also with a picture that stopped: one question and one signature a minute. */
export async function crowd({ size }: Run): Promise<Figure> {
  const viewers = SIZES[size]
  const clock = manualClock(START_MS)
  const counted = countedProvider()
  const overrides = { clock, provider: counted.provider }
  const world = await startWorld({ rhythm: { sweepMs: 50 }, overrides })
  try {
    const rooms = await openLiveRooms(world, clock())
    const first = await wave(world, rooms, viewers)
    const signedFirst = counted.signings()
    clock.advance(LATER_MS)
    await settled(world)
    const askedFirst = counted.queries()

    clock.advance(SOON_MS)
    const second = await wave(world, rooms, viewers / 5)
    clock.advance(LATER_MS)
    await swept(world)
    const inMinute = { queries: counted.queries(), signings: counted.signings() }

    clock.advance(MINUTE_MS)
    const third = await wave(world, rooms, viewers / 5)
    clock.advance(LATER_MS)
    // The minute's one question may have been asked before the wave came, because the rooms' last answer was stale.
    await swept(world)
    const answers = [...first, ...second, ...third]
    return figure(
      'crowd',
      `${answers.length} questions for play URLs of ${ROOMS} rooms, half of them stalled`,
      [
        never(
          'answers without URLs',
          answers.filter(({ status, flv }) => status !== 200 || flv === '').length,
        ),
        exactly(ROOMS, 'signatures for the first wave', signedFirst),
        exactly(ROOMS, 'questions for the first wave', askedFirst),
        exactly(ROOMS, 'signatures in that minute', inMinute.signings),
        exactly(ROOMS, 'questions in that minute', inMinute.queries),
        exactly(2 * ROOMS, 'signatures in two minutes', counted.signings()),
        exactly(2 * ROOMS, 'questions in two minutes', counted.queries()),
        exactly(
          ROOMS,
          'different URLs in a minute',
          new Set([...first, ...second].map(({ flv }) => flv)).size,
        ),
        never('rooms that are not their fold', (await unsoundRooms(world.database, world.rhythm)).length),
      ],
    )
  } finally {
    await world.stop()
  }
}

async function openLiveRooms(world: World, nowMs: number): Promise<PushedRoom[]> {
  const owner = await world.client('owner')
  return atOnce(upTo(ROOMS), ROOMS, async () => {
    const room = await openRoom(owner)
    const event = { type: 'started', sequence: '1', seconds: Math.floor(nowMs / 1000), nowMs } as const
    await postCallback(
      world.api.address,
      pushCallback(room.streamName, { ...event, param: room.streamParam }),
    )
    return room
  })
}

async function wave(
  { api, client }: World,
  rooms: readonly PushedRoom[],
  viewers: number,
): Promise<Answer[]> {
  const { token } = await client('viewer')
  const headers = { authorization: `Bearer ${token}` }
  const http = openHttpClient(api.address, SOCKETS)
  const answers = await atOnce(upTo(viewers), SOCKETS, async (index) => {
    const room = index % rooms.length
    const body = index % 4 < 2 ? { stalled: true } : {}
    const { status, text } = await http.send(`/v1/rooms/${rooms[room]?.id}/play-urls`, { body, headers })
    const urls = status === 200 ? playUrls.parse(JSON.parse(text)) : undefined
    return { room, status, flv: urls?.playable ? urls.flv : '' }
  })
  http.close()
  return answers
}

/** Every doubt was put to the provider. */
const settled = ({ database }: World) =>
  until(
    async () => ((await storedRooms(database)).every(({ is_doubted }) => !is_doubted) ? true : undefined),
    { what: 'an answer to every doubt' },
  )

/** The sweeper has looked at all that is due by now, whatever it makes of it. */
async function swept({ database }: World): Promise<void> {
  const ticks = async () =>
    (
      await database.query<{ worked_at: Date }>({
        name: 'chaos-ticks',
        text: 'select worked_at from worker_leases',
      })
    )[0]
  for (let tick = 0; tick < 2; tick++) {
    const before = (await ticks())?.worked_at.getTime()
    await until(async () => ((await ticks())?.worked_at.getTime() === before ? undefined : true), {
      what: 'a sweep',
    })
  }
}
