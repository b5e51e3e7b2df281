import type { Api, Config, Database } from '@kaibo/api'
import { startApi } from '@kaibo/api'
import type { ConfiguredProvider } from '../../../apps/api/src/provider/create-provider.ts'
import type { MediaProvider } from '../../../apps/api/src/provider/media-provider.ts'
import { openStore } from '../../../apps/api/src/storage/open-store.ts'
import { ApiClient } from '../../support/api-client.ts'
import { testSecrets } from '../../support/config.ts'
import { freshCode } from '../../support/login-code.ts'
import { openTestStore } from '../../support/stores.ts'

/** One provider with the API before it, as the provider contract tries it. */
export type ProviderWorld = {
  /** The API's own provider, with little patience and a circuit that stays closed. */
  provider: MediaProvider
  api: Api
  database: Database
  broadcaster: ApiClient
  /** Each makes the provider's API fail in its own way, until `calm`. */
  troubles: Record<string, () => void>
  calm(): void
  /** The next word about an end gets lost; absent where that cannot be arranged. */
  loseNextEnd?: () => void
  stop(): Promise<void>
}

export type ApiWorld = Pick<ProviderWorld, 'api' | 'database' | 'broadcaster' | 'stop'>

/** The API on a store of its own, with a given provider. */
export async function startApiWorld(
  makeConfig: (store: Config['store']) => Config,
  provider: ConfiguredProvider,
): Promise<ApiWorld> {
  const store = await openTestStore('embedded')
  const database = await openStore(store.config)
  const api = await startApi(makeConfig(store.config), testSecrets, { database, provider })
  return {
    api,
    database,
    broadcaster: await ApiClient.logIn(api.address, freshCode('broadcaster')),
    async stop() {
      await api.stop()
      await store.remove()
    },
  }
}
