import { type Api, type Overrides, startApi } from '@kaibo/api'
import type { Sandbox } from '@kaibo/sandbox'
import { ApiClient } from './api-client.ts'
import { testConfig, testSecrets } from './config.ts'
import { keys } from './keys.ts'
import { freshCode } from './login-code.ts'
import { startTestSandbox } from './sandbox.ts'
import { openTestStore, type StoreKind } from './stores.ts'

/** The whole of Kaibo for one test file: API, sandbox and a store, on free loopback ports. */
export type Kaibo = {
  api: Api
  sandbox: Sandbox
  /** Logs the person called `name` in. */
  client(name: string): Promise<ApiClient>
  /** Stops the API and starts it again on the same store. */
  restartApi(): Promise<void>
  /** Does something while the API is stopped, and starts it again at the same address. */
  whileApiIsDown(work: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export async function startKaibo(kind: StoreKind = 'embedded', overrides: Overrides = {}): Promise<Kaibo> {
  const store = await openTestStore(kind)
  const sandbox = await startTestSandbox()
  const start = async (port = 0) => {
    const config = { ...testConfig(store.config, sandbox.addresses), port }
    const api = await startApi(config, testSecrets, overrides)
    sandbox.setCallbackUrl(`${api.address}/v1/callbacks/tencent-css/${keys.callbackPath}`)
    return api
  }
  const kaibo = {
    api: await start(),
    sandbox,
    client: (name: string) => ApiClient.logIn(kaibo.api.address, freshCode(name)),
    async restartApi() {
      await kaibo.api.stop()
      kaibo.api = await start()
    },
    async whileApiIsDown(work: () => Promise<void>) {
      const { port } = new URL(kaibo.api.address)
      await kaibo.api.stop()
      await work().finally(async () => {
        kaibo.api = await start(Number(port))
      })
    },
    async stop() {
      await sandbox.stop()
      await kaibo.api.stop()
      await store.remove()
    },
  }
  return kaibo
}
