import type { Config } from '@kaibo/api'
import { createSrsControl } from '../../../apps/api/src/provider/srs/api/create-srs-control.ts'
import { createSrsProvider } from '../../../apps/api/src/provider/srs/srs-provider.ts'
import { testConfig, testSecrets } from '../../support/config.ts'
import { keys } from '../../support/keys.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { API_TROUBLES, startApiFront } from './api-front.ts'
import { startFakeSrs } from './fake-srs/fake-srs.ts'
import { impatientService } from './impatient-service.ts'
import { type ProviderWorld, startApiWorld } from './provider-world.ts'

/** Where an SRS is, and what only a stand-in can do. */
type Srs = {
  rtmp: string
  media: string
  api: string
  /** The port at which it calls hooks; 0 where it can be told any. */
  hookPort: number
  callAt?(url: string): void
  loseNextEnd?(): void
  calm?(): void
  stop(): Promise<void>
}

/** The stand-in, with the sandbox's media behind it. */
export async function openFakeSrsWorld(): Promise<ProviderWorld> {
  const sandbox = await startTestSandbox()
  const srs = await startFakeSrs({
    origin: { ...sandbox.addresses, playKey: keys.play },
    user: keys.srsApiUser,
    password: keys.srsApiPassword,
  })
  return openWorld(sandbox.addresses.services, {
    ...srs,
    hookPort: 0,
    callAt: (url) => srs.hooks.callAt(url),
    loseNextEnd: () => srs.hooks.lost.add('on_unpublish'),
    calm: () => srs.hooks.lost.clear(),
    async stop() {
      await srs.stop()
      await sandbox.stop()
    },
  })
}

/** A real SRS on this machine, started with `deploy/srs/contract-test.conf`; `api` is its HTTP API's address. */
export async function openRealSrsWorld(api: string): Promise<ProviderWorld> {
  const sandbox = await startTestSandbox()
  return openWorld(sandbox.addresses.services, {
    rtmp: process.env.SRS_RTMP ?? 'rtmp://127.0.0.1:1935',
    media: process.env.SRS_HTTP_SERVER ?? 'http://127.0.0.1:8080',
    api,
    hookPort: 7109,
    stop: () => sandbox.stop(),
  })
}

async function openWorld(services: string, srs: Srs): Promise<ProviderWorld> {
  const front = await startApiFront(srs.api)
  const makeConfig = (store: Config['store']): Config => {
    const config = testConfig(store, { ...srs, services })
    return {
      ...config,
      port: srs.hookPort,
      provider: 'srs',
      srs: { ...config.srs, apiBaseUrl: front.address },
    }
  }
  const { srs: config } = makeConfig({ kind: 'embedded', folder: '' })
  const control = createSrsControl(config, testSecrets, { service: impatientService('srs') })
  const provider = createSrsProvider(config, testSecrets, control)
  const world = await startApiWorld(makeConfig, { kind: 'srs', provider })
  srs.callAt?.(`${world.api.address}/v1/callbacks/srs/${keys.srsHookPath}`)
  return {
    ...world,
    provider,
    troubles: Object.fromEntries(
      API_TROUBLES.map((trouble) => [
        trouble,
        () => {
          front.trouble = trouble
        },
      ]),
    ),
    calm() {
      front.trouble = undefined
      srs.calm?.()
    },
    ...(srs.loseNextEnd ? { loseNextEnd: srs.loseNextEnd } : {}),
    async stop() {
      await srs.stop()
      await front.stop()
      await world.stop()
    },
  }
}
