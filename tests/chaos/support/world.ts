import { type Api, DEFAULT_RHYTHM, type Overrides, type Rhythm, startApi } from '@kaibo/api'
import type { Sandbox, SandboxConfig } from '@kaibo/sandbox'
import type { Database } from '../../../apps/api/src/storage/database.ts'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { testConfig, testSecrets } from '../../support/config.ts'
import { keys } from '../../support/keys.ts'
import { freshCode } from '../../support/login-code.ts'
import { startTestSandbox } from '../../support/sandbox.ts'
import { openTestStore, type StoreKind } from '../../support/stores.ts'

/** API, sandbox and store of one check, in this process. The API's database can be looked into. */
export type World = {
  api: Api
  sandbox: Sandbox
  database: Database
  rhythm: Rhythm
  callbackUrl: string
  client(name: string): Promise<ApiClient>
  stop(): Promise<void>
}

type Options = {
  store?: StoreKind
  rhythm?: Partial<Rhythm>
  sandbox?: Partial<SandboxConfig>
  overrides?: Omit<Overrides, 'database'>
}

/** Unlike other whole-system tests, with the intervals of production, unless told otherwise. */
export async function startWorld(options: Options = {}): Promise<World> {
  const store = await openTestStore(options.store ?? 'embedded')
  const sandbox = await startTestSandbox(options.sandbox)
  const database = await openStore(store.config)
  const rhythm = { ...DEFAULT_RHYTHM, ...options.rhythm }
  const config = { ...testConfig(store.config, sandbox.addresses), rhythm }
  const api = await startApi(config, testSecrets, { ...options.overrides, database })
  const callbackUrl = `${api.address}/v1/callbacks/tencent-css/${keys.callbackPath}`
  sandbox.setCallbackUrl(callbackUrl)
  return {
    api,
    sandbox,
    database,
    rhythm,
    callbackUrl,
    client: (name) => ApiClient.logIn(api.address, freshCode(name)),
    async stop() {
      await sandbox.stop()
      await api.stop()
      await store.remove()
    },
  }
}
