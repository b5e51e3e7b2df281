import { rowsOf } from '../../../apps/api/src/testing/test-store.ts'
import { startApiProcess } from '../../support/api-process.ts'
import { pushCallback } from '../../support/callbacks.ts'
import { openTestStore } from '../../support/stores.ts'
import { exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce } from '../support/at-once.ts'
import { createDice } from '../support/dice.ts'
import { BAD_KEY_SETS } from '../support/forgery/bad-key-sets.ts'
import { forgeries as forge } from '../support/forgery/forgeries.ts'
import { openHttpClient } from '../support/http.ts'
import { openRoom, type PushedRoom, storedRooms } from '../support/store/rooms.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'
import { startWorld, type World } from '../support/world.ts'

const SIZES = { short: 2_000, full: 10_000 }
const ROOMS = 20
const LANES = 32

/** Nothing changes a room without a valid signature, and no API starts whose keys would let others make one. */
export async function forgeries({ size, seed }: Run): Promise<Figure> {
  const count = SIZES[size]
  const world = await startWorld()
  try {
    const owner = await world.client('owner')
    const rooms = await atOnce(Array.from({ length: ROOMS }), LANES, () => openRoom(owner))
    const statuses = await post(world, rooms, { count, seed })
    const facts = await rowsOf(
      world.database,
      'select 1 from push_facts union all select 1 from provider_events',
    )
    const moved = (await storedRooms(world.database)).filter(
      ({ version, is_doubted }) => version !== 1 || is_doubted,
    )
    const boots = await atOnce(Object.values(BAD_KEY_SETS), 2, (variables) => boot(world, variables))
    return figure('forgeries', `${count} forged callbacks, ${boots.length} bad sets of keys`, [
      exactly(count, 'answered 403', statuses.filter((status) => status === 403).length),
      never('5xx', statuses.filter((status) => status >= 500).length),
      never('recorded', facts.length),
      never('rooms moved or in doubt', moved.length),
      exactly(boots.length, 'boots refused', boots.filter((started) => !started).length),
      never('rooms that are not their fold', (await unsoundRooms(world.database, world.rhythm)).length),
    ])
  } finally {
    await world.stop()
  }
}

async function post(
  { callbackUrl }: World,
  rooms: readonly PushedRoom[],
  { count, seed }: { count: number; seed: number },
): Promise<number[]> {
  const { origin, pathname } = new URL(callbackUrl)
  const dice = createDice(seed)
  const http = openHttpClient(origin, LANES)
  const bodies = forge(
    count,
    () => {
      const { streamName, streamParam } = dice.pick(rooms)
      const body = pushCallback(streamName, {
        type: dice.pick(['started', 'ended']),
        sequence: `22104645082067569${10 + dice.below(90)}`,
        seconds: Math.floor(Date.now() / 1000),
        param: streamParam,
      })
      return { body, t: Number(body.t), sign: String(body.sign) }
    },
    dice,
  )
  const answers = await atOnce(bodies, LANES, (body) => http.send(pathname, { body }))
  http.close()
  return answers.map(({ status }) => status)
}

/** Whether an API starts with these variables. */
async function boot({ sandbox }: World, variables: Record<string, string>): Promise<boolean> {
  const store = await openTestStore('embedded')
  try {
    const api = await startApiProcess(store.config, sandbox.addresses, { variables, onOutput: () => {} })
    await api.stop()
    return true
  } catch {
    return false
  } finally {
    await store.remove()
  }
}
