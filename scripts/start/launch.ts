import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type AddressBook, writeAddresses } from './addresses.ts'
import { lookAtRoom, type PlayUrl, setCallbackUrl } from './api-calls.ts'
import {
  apiEnvironment,
  demoEnvironment,
  previewEnvironment,
  sandboxEnvironment,
} from './child-environment.ts'
import { loadDevEnv } from './dev-env.ts'
import type { Fleet } from './fleet.ts'
import type { Home } from './home.ts'

export type LaunchOptions = {
  home: Home
  /** Watch the sources instead of running what was built. */
  isDevelopment: boolean
  environment: NodeJS.ProcessEnv
  fleet: Fleet
  /** Called when the demo room has ended and the demo broadcaster has opened another. */
  onRoomChanged(launched: Launched): void
}

export type Launched = {
  addresses: AddressBook
  play: PlayUrl
  /** Runs the API's sources as they are now, at the same address. */
  restartApi(): Promise<void>
}

/**
 * Starts sandbox, API, preview and demo broadcaster, each when what it needs is ready, and writes the addresses.
 * @throws {UserError} when one of them does not start. Whatever did start is the caller's to stop.
 */
export const launch = async ({
  home,
  isDevelopment,
  environment,
  fleet,
  onRoomChanged,
}: LaunchOptions): Promise<Launched> => {
  const devEnv = await loadDevEnv(home.devEnv, environment)

  const sandbox = await fleet.start('sandbox', sandboxEnvironment(environment, devEnv))
  const forApi = { devEnv, dataFolder: home.data, sandbox }
  const { api = '' } = await fleet.start('api', apiEnvironment(environment, forApi))
  // The API holds the data folder's lock now: logs and addresses are this launcher's to replace, and not those
  // of another one that runs.
  await mkdir(home.logs, { recursive: true })
  fleet.openLogs((name) => join(home.logs, `${name}.log`))

  const { services = '', media = '', rtmp = '' } = sandbox
  const callbackUrl = `${api}/v1/callbacks/tencent-css/${devEnv.KAIBO_CALLBACK_PATH}`
  await fleet.during(setCallbackUrl(services, callbackUrl))

  if (isDevelopment) await fleet.start('miniprogram', previewEnvironment(environment, { api, sandbox }))
  const forPhones = isDevelopment ? { ...environment, KAIBO_PREVIEW_WATCH: '1' } : environment
  const { preview = '' } = await fleet.start('preview', previewEnvironment(forPhones, { api, sandbox }))
  const restartApi = async () => {
    // Where the others know it, also when any free port was asked for.
    const samePort = { ...environment, KAIBO_PORT: new URL(api).port }
    await fleet.restart('api', apiEnvironment(samePort, forApi))
  }
  const publish = async (id: string): Promise<Launched> => {
    const { title, play } = await lookAtRoom(api, id)
    const addresses = { preview, api, docs: `${api}/docs`, rtmp, media, services, room: { id, title } }
    await writeAddresses(home.addresses, addresses)
    return { addresses, play, restartApi }
  }
  const { room = '' } = await fleet.start('demo', demoEnvironment(environment, api), ({ room = '' }) => {
    // A viewer who cannot log in at that moment is no reason to stop: the next start writes the addresses.
    publish(room).then(onRoomChanged, () => undefined)
  })
  return fleet.during(publish(room))
}
