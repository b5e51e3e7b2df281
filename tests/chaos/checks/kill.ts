import { DEFAULT_RHYTHM } from '@kaibo/api'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { rowsOf } from '../../../apps/api/src/testing/test-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { startApiProcess } from '../../support/api-process.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore, type StoreKind } from '../../support/stores.ts'
import { atLeast, type Figure, figure, never, type Run, type Size } from '../figure.ts'
import { KeyedCreates } from '../support/store/keyed-creates.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'
import { doubleRooms, tornRooms } from '../support/store/torn-rooms.ts'

type Numbers = { kills: number; creates: number; clients: number }

const SIZES: Record<StoreKind, Record<Size, Numbers>> = {
  postgres: {
    short: { kills: 4, creates: 180, clients: 32 },
    full: { kills: 50, creates: 10_000, clients: 32 },
  },
  // One connection and a cluster in WebAssembly: a tenth of the rate, and a second to come back.
  embedded: {
    short: { kills: 4, creates: 120, clients: 32 },
    full: { kills: 20, creates: 2_000, clients: 32 },
  },
}

/** What was acknowledged exists, whole and once, however often the API is killed; and a repeated key makes no room. */
export async function kill({ size }: Run, kind: StoreKind): Promise<Figure> {
  const { kills, creates: count, clients } = SIZES[kind][size]
  const store = await openTestStore(kind)
  const sandbox = await startTestSandbox()
  const creates = new KeyedCreates()
  const start = async () => {
    const api = await startApiProcess(store.config, sandbox.addresses)
    const { token } = await ApiClient.logIn(api.address, 'dev-owner')
    return { ...api, token }
  }
  try {
    for (let life = 1; life <= kills; life++) {
      const api = await start()
      let killed: Promise<void> | undefined
      await creates.run(api, clients, () => {
        if (creates.acknowledged.size >= (life * count) / kills) killed ??= api.kill()
        return killed !== undefined
      })
      await killed
    }
    const api = await start()
    const repeated = await creates.repeatUnanswered(api)
    await creates.repeatAcknowledged(api)
    const code = await api.stop()
    const found = await look(store.config, creates)
    return figure(
      'kill',
      `${kills} kills in ${creates.acknowledged.size} creations by ${clients} clients (${kind})`,
      [
        never('acknowledged rooms lost', found.lost),
        never('rooms half written', found.torn),
        never('keys with two rooms', found.double + creates.secondRooms),
        atLeast(kills, 'keys left open by a kill and repeated', repeated),
        never('keys that cannot be repeated', creates.unanswered.size),
        never('exit code in the end', code ?? Number.NaN),
        never('rooms that are not their fold', found.unsound),
      ],
    )
  } finally {
    await sandbox.stop()
    await store.remove()
  }
}

async function look(config: Parameters<typeof openStore>[0], { acknowledged }: KeyedCreates) {
  const database = await openStore(config)
  try {
    const rooms = await rowsOf<{ id: string; title: string }>(database, 'select id, title from rooms')
    const kept = new Map(rooms.map(({ id, title }) => [title, id]))
    return {
      lost: [...acknowledged].filter(([key, id]) => kept.get(key) !== id).length,
      torn: await tornRooms(database),
      double: await doubleRooms(database),
      unsound: (await unsoundRooms(database, DEFAULT_RHYTHM)).length,
    }
  } finally {
    await database.close()
  }
}
