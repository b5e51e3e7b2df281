import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { type Managers, openManagers } from '../../../apps/api/src/testing/managers.ts'
import { rowsOf } from '../../../apps/api/src/testing/test-store.ts'
import { openTestStore } from '../../support/stores.ts'
import { type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce, upTo } from '../support/at-once.ts'
import { createDice } from '../support/dice.ts'
import { goesOn } from '../support/goes-on.ts'
import { storedRooms } from '../support/store/rooms.ts'
import { slowCommits } from '../support/store/slow-commits.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = { short: 250, full: 10_000 }
const ROOMS_AT_ONCE = 8

/**
 * Two nodes hear different parts of one history at once: one that a push began and ended, the other that it began and
 * that the next did. Whatever commits last, the room is live, and everybody is told so.
 */
export async function races({ size, seed }: Run): Promise<Figure> {
  const rounds = SIZES[size]
  const store = await openTestStore('postgres')
  const databases = [await openStore(store.config), await openStore(store.config)] as const
  const [left, right] = await openNodes(databases, seed)
  try {
    const stopTelling = [left, right].map(({ outbox }) => goesOn(() => outbox.tick()))
    const owner = await left.newUser('owner')
    await atOnce(upTo(rounds), ROOMS_AT_ONCE, async () => {
      const { streamName: stream_id } = await left.newRoom(owner)
      const begin = { event_type: 1, stream_id, sequence: '1' }
      const end = { event_type: 0, stream_id, sequence: '1' }
      const next = { event_type: 1, stream_id, sequence: '2' }
      await Promise.all([left.deliver(begin), left.deliver(end), right.deliver(begin), right.deliver(next)])
    })
    await Promise.all(stopTelling.map((stop) => stop()))
    await left.outbox.tick()
    const rooms = await storedRooms(databases[0])
    const untold = await rowsOf(databases[0], 'select 1 from outbox where published_at is null')
    const told = newestTold([...left.changes, ...right.changes])
    return figure('races', `${rounds} rounds of 4 callbacks at 2 nodes, commits out of order`, [
      never('stale rooms', rooms.filter(({ phase }) => phase !== 'live').length),
      never('changes not published', untold.length),
      never(
        'rooms whose last change nobody was told',
        rooms.filter(({ id, version }) => told.get(id) !== version).length,
      ),
      never('rooms that are not their fold', (await unsoundRooms(databases[0], left.rhythm)).length),
    ])
  } finally {
    await Promise.all(databases.map((database) => database.close()))
    await store.remove()
  }
}

async function openNodes(databases: readonly Awaited<ReturnType<typeof openStore>>[], seed: number) {
  const dice = createDice(seed)
  const [left, right] = databases.map((database) => slowCommits(database, dice))
  if (!left || !right) throw new RangeError('Two nodes need two databases')
  const first = await openManagers(`left-${seed}`, { database: left })
  const { clock, streams } = first
  return [first, await openManagers(`right-${seed}`, { database: right, clock, streams })] as const
}

function newestTold(changes: Managers['changes']): Map<string, number> {
  const versions = new Map<string, number>()
  for (const { room } of changes) versions.set(room.id, Math.max(room.version, versions.get(room.id) ?? 0))
  return versions
}
