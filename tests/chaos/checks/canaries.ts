import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_RHYTHM } from '@kaibo/api'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { wholeStore } from '../../../apps/api/src/testing/test-store.ts'
import { startApiProcess } from '../../support/api-process.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore, type TestStore } from '../../support/stores.ts'
import { atLeast, type Figure, figure, never, type Run } from '../figure.ts'
import { canaryKeys, type Haystack, strayCanaries } from '../support/canary/canaries.ts'
import { fuzzAround, makeTrouble, playShow } from '../support/canary/canary-run.ts'
import { OverheardApi } from '../support/canary/overheard-api.ts'
import { startWechatStub } from '../support/canary/wechat-stub.ts'
import { createDice } from '../support/dice.ts'
import { unsoundRooms } from '../support/store/sound-rooms.ts'

const SIZES = { short: { shows: 1, requests: 200 }, full: { shows: 10, requests: 2_000 } }
const MINIPROGRAM = fileURLToPath(new URL('../../../apps/miniprogram/dist', import.meta.url))

/** No secret leaves the place that it belongs to: not for a log, an answer, the store or the mini-program. */
export async function canaries({ size, seed }: Run): Promise<Figure> {
  const { shows, requests } = SIZES[size]
  const keys = canaryKeys()
  const sessionKey = { label: 'session_key', text: `canary-${keys.callbackPath}` }
  const [store, sandbox] = [await openTestStore('embedded'), await startTestSandbox(keys.sandbox)]
  const wechat = await startWechatStub(sessionKey.text)
  const variables: Record<string, string> = {
    ...keys.variables,
    KAIBO_WECHAT_BASE_URL: wechat.address,
    KAIBO_LOG_LEVEL: 'trace',
  }
  let log = ''
  const onOutput = (text: string) => {
    log += text
  }
  try {
    const process = await startApiProcess(store.config, sandbox.addresses, { variables, onOutput })
    const api = new OverheardApi(process.address)
    const world = { api, sandbox, wechat, keys }
    sandbox.setCallbackUrl(`${process.address}/v1/callbacks/tencent-css/${keys.callbackPath}`)
    for (let show = 0; show < shows; show++) await playShow(world, `show-${show}`)
    await makeTrouble(world)
    await fuzzAround(world, { address: process.address, requests, dice: createDice(seed) })
    api.close()
    await process.stop()
    const badBoot = { ...variables, KAIBO_PLAY_KEY: variables.KAIBO_PUSH_KEY ?? '', KAIBO_PORT: 'none' }
    await startApiProcess(store.config, sandbox.addresses, { variables: badBoot, onOutput }).catch(() => {})

    const stored = await look(store)
    const secrets = [...keys.canaries, sessionKey, ...api.issued]
    const haystacks: Haystack[] = [
      ...api.answers,
      { where: 'log', text: log },
      { where: 'store', text: stored.text },
      ...(await builtFiles()),
    ]
    const stray = strayCanaries(secrets, haystacks)
    const did = `${secrets.length} canaries in ${api.answers.length} answers, ${log.length >> 10} KiB of log, store, mini-program`
    return figure(
      'canaries',
      did,
      [
        never('canaries out of place', stray.length),
        // What the search does find, where it belongs.
        atLeast(api.issued.length, 'canaries in place', seenInPlace(secrets, api.answers)),
        atLeast(1, 'log lines', log.split('\n').length),
        never('rooms that are not their fold', stored.unsound),
      ],
      [...new Set(stray)],
    )
  } finally {
    wechat.close()
    await sandbox.stop()
    await store.remove()
  }
}

async function look({ config }: TestStore): Promise<{ text: string; unsound: number }> {
  const database = await openStore(config)
  try {
    const unsound = await unsoundRooms(database, DEFAULT_RHYTHM)
    return { text: await wholeStore(database), unsound: unsound.length }
  } finally {
    await database.close()
  }
}

/** The mini-program's own build, if there is one: everybody can read it. */
async function builtFiles(): Promise<Haystack[]> {
  if (!existsSync(MINIPROGRAM)) return []
  const entries = await readdir(MINIPROGRAM, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => ({
        where: 'mini-program',
        text: await readFile(join(parentPath, name), 'latin1'),
      })),
  )
}

const seenInPlace = (secrets: Parameters<typeof strayCanaries>[0], answers: readonly Haystack[]) =>
  secrets.filter(({ text, issuedBy }) =>
    answers.some((answer) => answer.where === issuedBy && answer.text.includes(text)),
  ).length
