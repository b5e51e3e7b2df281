import { DEFAULT_RHYTHM } from '@kaibo/api'
import { rowsOf } from '../../../apps/api/src/testing/test-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { until } from '../../support/poll.ts'
import { atMost, exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce, upTo } from '../support/at-once.ts'
import { type Nodes, startNodes } from '../support/nodes.ts'
import { askToPublish, type Device, knowsItLost, type Verdict } from '../support/publishers.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = { short: 24, full: 200 }
const ROUNDS_AT_ONCE = 4
const SOON_MS = 1_000

/**
 * Two devices of one broadcaster, at two nodes, both want to publish at once: one does, the other knows at once. Then
 * the other takes over, and then both do at once: the stream that lost is forbidden, and its device is told.
 */
export async function twoDevices({ size }: Run): Promise<Figure> {
  const count = SIZES[size]
  const nodes = await startNodes(2)
  try {
    const [a, b] = await Promise.all([device(nodes, 0), device(nodes, 1)])
    const rounds = await atOnce(upTo(count), ROUNDS_AT_ONCE, async (index) =>
      race(nodes, index % 2 === 0 ? [a, b] : [b, a]),
    )
    const holders = await rowsOf(nodes.database, 'select 1 from publisher_leases')
    const refusals = rounds.map(({ loserMs }) => loserMs)
    return figure('two devices', `${count} rounds of two devices at 2 nodes, ${2 * count} take-overs`, [
      exactly(count, 'rounds with one winner', rounds.filter(({ hasOneWinner }) => hasOneWinner).length),
      exactly(count, 'leases', holders.length),
      atMost(SOON_MS, 'ms until the loser knows, at most', Math.round(Math.max(...refusals))),
      exactly(
        count,
        'take-overs of which the other device learns',
        rounds.filter(({ isTold }) => isTold).length,
      ),
      exactly(
        count,
        'take-overs at once with one stream left',
        rounds.filter(({ hasOneStream }) => hasOneStream).length,
      ),
      atMost(
        SOON_MS,
        'ms until a lost stream is forbidden, at most',
        Math.round(Math.max(...rounds.map(({ forbiddenMs }) => forbiddenMs))),
      ),
      never('rooms that are not their fold', (await unsoundRooms(nodes.database, DEFAULT_RHYTHM)).length),
    ])
  } finally {
    await nodes.stop()
  }
}

async function device(nodes: Nodes, node: 0 | 1): Promise<Device> {
  const api = nodes.apis[node]
  if (!api) throw new Error(`There is no node ${node}`)
  return { client: await ApiClient.logIn(api.address, 'dev-owner'), deviceId: `device-of-node-${node}` }
}

async function race(nodes: Nodes, devices: readonly [Device, Device]) {
  const [first, second] = devices
  const { id } = await first.client.createRoom()
  const verdicts = await both(devices, id)
  const [winner, loser] = verdicts[0].status === 200 ? [first, second] : [second, first]
  const statuses = verdicts.map(({ status }) => status).sort()
  const hasOneWinner = statuses.join() === '200,409' && (await holds(nodes, id, winner))
  // With two winners or none, there is nobody to take over from.
  if (!hasOneWinner) return { hasOneWinner, loserMs: 0, isTold: false, forbiddenMs: 0, hasOneStream: false }

  const loserMs = Math.max(...verdicts.filter(({ status }) => status === 409).map(({ ms }) => ms))
  await askToPublish(loser, id, { takeOver: true })
  const forbiddenMs = await untilForbidden(nodes, verdicts.map(({ stream }) => stream).join(''))
  const isTold = await knowsItLost(winner, id)
  const takenOver = await both(devices, id, { takeOver: true })
  return {
    hasOneWinner,
    loserMs,
    isTold,
    forbiddenMs,
    hasOneStream: await isOneAllowed(nodes, id, takenOver),
  }
}

async function both(
  [a, b]: readonly [Device, Device],
  roomId: string,
  how = {},
): Promise<[Verdict, Verdict]> {
  return Promise.all([askToPublish(a, roomId, how), askToPublish(b, roomId, how)])
}

async function holds({ database }: Nodes, roomId: string, { deviceId }: Device): Promise<boolean> {
  const rows = await rowsOf(
    database,
    'select 1 from publisher_leases where room_id = $1 and device_id = $2',
    [roomId, deviceId],
  )
  return rows.length === 1
}

async function untilForbidden({ sandbox }: Nodes, streamName: string): Promise<number> {
  const sinceMs = performance.now()
  const isForbidden = () => sandbox.forbidden().some((stream) => stream.streamName === streamName)
  await until(() => (isForbidden() ? true : undefined), { everyMs: 5, what: 'the lost stream is forbidden' })
  return performance.now() - sinceMs
}

/** Of two that took over at once, the later one has the stream that is allowed. */
async function isOneAllowed(
  { database }: Nodes,
  roomId: string,
  verdicts: readonly Verdict[],
): Promise<boolean> {
  const rows = await rowsOf<{ name: string }>(
    database,
    `select name from streams where room_id = $1 and desired_state = 'allowed'`,
    [roomId],
  )
  const [allowed] = rows
  return rows.length === 1 && allowed !== undefined && verdicts.some(({ stream }) => stream === allowed.name)
}
