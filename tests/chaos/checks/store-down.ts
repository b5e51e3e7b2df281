import { DEFAULT_RHYTHM } from '@kaibo/api'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { startApiProcess } from '../../support/api-process.ts'
import { keys } from '../../support/keys.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore } from '../../support/stores.ts'
import { atMost, exactly, type Figure, figure, never, type Run } from '../figure.ts'
import { KeyedCreates } from '../support/store/keyed-creates.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'
import { startStoreProxy } from '../support/store/store-proxy.ts'
import { StoreTrouble, type TroubleSeen } from '../support/store/store-trouble.ts'
import { doubleRooms } from '../support/store/torn-rooms.ts'

const SIZES = { short: 1, full: 4 }
const ANSWERED_MS = 5_000
const RIGHT_MS = 10_000
/** Tries of the provider outlast the trouble, as with its true intervals. */
const RETRY = { timeoutMs: 20_000, intervalMs: 500, times: 100 }

/**
 * A database that hangs, or is gone: everything is answered in time, with a 503, and nothing is half done. Once it is
 * back, so is every room.
 */
export async function storeDown({ size }: Run): Promise<Figure> {
  const store = await openTestStore('postgres')
  if (store.config.kind !== 'postgres') throw new Error('This takes a PostgreSQL')
  const proxy = await startStoreProxy(store.config.url)
  const sandbox = await startTestSandbox({ callbackRetry: RETRY, idleMs: 3_600_000 })
  const api = await startApiProcess({ kind: 'postgres', url: proxy.url }, sandbox.addresses)
  const database = await openStore(store.config)
  try {
    const owner = await ApiClient.logIn(api.address, 'dev-owner')
    const creates = new KeyedCreates()
    const trouble = new StoreTrouble({ owner, sandbox, database, creates })
    sandbox.setCallbackUrl(`${api.address}/v1/callbacks/tencent-css/${keys.callbackPath}`)
    const seen: TroubleSeen[] = []
    for (let round = 0; round < SIZES[size]; round++) {
      for (const begin of [proxy.freeze, proxy.cut]) seen.push(await trouble.pass(begin, proxy.heal))
    }
    await creates.repeatUnanswered(owner)
    const code = await api.stop()
    const most = (name: keyof TroubleSeen) => Math.round(Math.max(...seen.map((one) => one[name])))
    return figure('store down', `the store ${seen.length} times frozen or cut off under load`, [
      never('answers but 200 and 503 to callbacks', most('wrongStatuses')),
      atMost(ANSWERED_MS, 'ms until a callback is answered, at most', most('callbackMs')),
      atMost(ANSWERED_MS, 'ms until anything else is, at most', most('otherMs')),
      atMost(1_000, 'ms until /healthz is, at most', most('livenessMs')),
      atMost(RIGHT_MS, 'ms after its return until every room is right, at most', most('backMs')),
      never('keys with two rooms', (await doubleRooms(database)) + creates.secondRooms),
      never('keys that cannot be repeated', creates.unanswered.size),
      exactly(0, 'exit code in the end', code ?? Number.NaN),
      never('rooms that are not their fold', (await unsoundRooms(database, DEFAULT_RHYTHM)).length),
    ])
  } finally {
    proxy.heal()
    await api.stop()
    await proxy.close()
    await sandbox.stop()
    await database.close()
    await store.remove()
  }
}
