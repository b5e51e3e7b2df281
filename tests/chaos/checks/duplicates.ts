import { DEFAULT_RHYTHM } from '@kaibo/api'
import { rowsOf } from '../../../apps/api/src/testing/test-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { pushCallback } from '../../support/callbacks.ts'
import { keys } from '../../support/keys.ts'
import { until } from '../../support/poll.ts'
import { exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce, upTo } from '../support/at-once.ts'
import { createDice } from '../support/dice.ts'
import { openHttpClient } from '../support/http.ts'
import { type Nodes, startNodes } from '../support/nodes.ts'
import { openRoom, storedRooms } from '../support/store/rooms.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = { short: 24, full: 250 }
const COPIES = 12
const LANES = 24
const PATH = `/v1/callbacks/tencent-css/${keys.callbackPath}`

/** An event counts once, however often and to how many nodes it is sent at once. */
export async function duplicates({ size, seed }: Run): Promise<Figure> {
  const dice = createDice(seed)
  const nodes = await startNodes(2, { KAIBO_LOG_LEVEL: 'info' })
  try {
    const owner = await ApiClient.logIn(addressOf(nodes, 0), 'dev-owner')
    const rooms = await atOnce(upTo(SIZES[size]), LANES, () => openRoom(owner))
    const events = (type: 'started' | 'ended') =>
      rooms.map(({ streamName, streamParam: param }, index) =>
        pushCallback(streamName, { type, sequence: `${10n ** 18n + BigInt(index)}`, seconds: now(), param }),
      )
    const statuses: number[] = []
    for (const type of ['started', 'ended'] as const) {
      const copies = dice.shuffled(events(type)).flatMap((event) => upTo(COPIES).map(() => event))
      statuses.push(...(await sendToAll(nodes, copies)))
      await published(nodes)
    }
    const facts = await rowsOf(nodes.database, 'select 1 from push_facts')
    const told = nodes.logged().filter(({ msg, version }) => msg === 'room changed' && version !== 1)
    const sent = 2 * rooms.length * COPIES
    const after = await storedRooms(nodes.database)
    return figure('duplicates', `${2 * rooms.length} events, each ${COPIES} times at once to 2 nodes`, [
      exactly(sent, 'answered 200', statuses.filter((status) => status === 200).length),
      exactly(2 * rooms.length, 'facts', facts.length),
      exactly(rooms.length, 'rooms in version 3', after.filter(({ version }) => version === 3).length),
      exactly(2 * rooms.length, 'changes told', told.length),
      exactly(
        told.length,
        'changes told once',
        new Set(told.map(({ roomId, version }) => `${roomId} ${version}`)).size,
      ),
      never('rooms that are not their fold', (await unsoundRooms(nodes.database, DEFAULT_RHYTHM)).length),
    ])
  } finally {
    await nodes.stop()
  }
}

const now = () => Math.floor(Date.now() / 1000)

/** Copies go to the nodes in turn, so that every node gets some of each event at the same moment. */
async function sendToAll(nodes: Nodes, bodies: readonly unknown[]): Promise<number[]> {
  const clients = nodes.apis.map(({ address }) => openHttpClient(address, LANES))
  const answers = await atOnce(bodies, LANES * clients.length, (body, index) => {
    const client = clients[index % clients.length]
    if (!client) throw new Error('There is no node')
    return client.send(PATH, { body })
  })
  for (const client of clients) client.close()
  return answers.map(({ status }) => status)
}

const published = ({ database }: Nodes) =>
  until(
    async () =>
      (await rowsOf(database, 'select 1 from outbox where published_at is null limit 1')).length === 0
        ? true
        : undefined,
    { what: 'every change was told' },
  )

function addressOf({ apis }: Nodes, index: number): string {
  const api = apis[index]
  if (!api) throw new Error(`There is no node ${index}`)
  return api.address
}
