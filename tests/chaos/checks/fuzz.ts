import { DEFAULT_RHYTHM } from '@kaibo/api'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { startApiProcess } from '../../support/api-process.ts'
import { pushCallback } from '../../support/callbacks.ts'
import { keys } from '../../support/keys.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore } from '../../support/stores.ts'
import { atLeast, type Figure, figure, never, type Run } from '../figure.ts'
import { atOnce, upTo } from '../support/at-once.ts'
import { createDice } from '../support/dice.ts'
import { declaredStatuses, readCalls } from '../support/fuzz/document.ts'
import { fuzzRequest, type Inside } from '../support/fuzz/fuzzer.ts'
import { sendRaw } from '../support/raw-http.ts'
import { openRoom } from '../support/store/rooms.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = { short: 600, full: 5_000 }
const LANES = 12
const ROOMS = 4
/** How node refuses what is no HTTP, or too much of it: closed without a word, 400, 408 or 431. */
const REFUSED_AS_HTTP = [0, 400, 408, 431]

/** No request makes an error of the server or ends its process, and every answer is one that its document declares. */
export async function fuzz({ size, seed }: Run): Promise<Figure> {
  const store = await openTestStore('embedded')
  const sandbox = await startTestSandbox()
  const api = await startApiProcess(store.config, sandbox.addresses)
  try {
    const dice = createDice(seed)
    const calls = await readCalls(api.address)
    const inside = await enter(api.address)
    const requests = upTo(SIZES[size]).map(() => fuzzRequest(calls, inside, dice))
    const answers = await atOnce(requests, LANES, async (request) => {
      const { status } = await sendRaw(api.address, request.bytes)
      const example = `${status} ${request.bytes.toString('latin1').slice(0, 1_000)}`
      const declared = request.isBroken ? REFUSED_AS_HTTP : []
      const isDeclared = [...declared, ...declaredStatuses(calls, request.method, request.target)].includes(
        status,
      )
      return { status, isDeclared, example }
    })
    const code = await api.stop()
    const database = await openStore(store.config)
    const unsound = await unsoundRooms(database, DEFAULT_RHYTHM).finally(() => database.close())
    const wrong = answers.filter(({ status, isDeclared }) => status >= 500 || !isDeclared)
    const measures = [
      never('5xx', answers.filter(({ status }) => status >= 500).length),
      never('answers not declared', answers.filter(({ isDeclared }) => !isDeclared).length),
      never('exit code in the end', code ?? Number.NaN),
      atLeast(9, 'different statuses', new Set(answers.map(({ status }) => status)).size),
      never('rooms that are not their fold', unsound.length),
    ]
    const did = `${answers.length} requests made from the API's own document`
    return figure(
      'fuzz',
      did,
      measures,
      wrong.map(({ example }) => example),
    )
  } finally {
    await api.stop()
    await sandbox.stop()
    await store.remove()
  }
}

/** Logs in and opens rooms, so that the fuzz gets past the doors. */
async function enter(address: string): Promise<Inside> {
  const owner = await ApiClient.logIn(address, 'dev-owner')
  const rooms = await atOnce(upTo(ROOMS), ROOMS, () => openRoom(owner))
  let events = 0
  return {
    token: owner.token,
    roomIds: rooms.map(({ id }) => id),
    callbackPath: keys.callbackPath,
    signedEvent() {
      const room = rooms[events++ % rooms.length]
      return pushCallback(room?.streamName ?? '', {
        type: events % 3 === 0 ? 'ended' : 'started',
        sequence: String(10n ** 18n + BigInt(events)),
        seconds: Math.floor(Date.now() / 1000),
        param: room?.streamParam ?? '',
      })
    },
  }
}
