import type { Config } from '../../config/index.ts'
import type { Database } from '../../storage/database.ts'
import { hostOf, isLoopback } from '../addresses/host.ts'
import type { Check } from '../check.ts'
import { dataFolderCheck } from './data-folder-check.ts'
import { databaseCheck } from './database-check.ts'
import { redisCheck } from './redis-check.ts'

type Options = {
  config: Config
  environment: NodeJS.ProcessEnv
  trueTimeMs(): Promise<number>
  open(url: string): Promise<Database>
}

/** Where data is kept. */
export function storageChecks({ config, environment, trueTimeMs, open }: Options): Check[] {
  const { store, tencentCss } = config
  const isReal = !isLoopback(hostOf(tencentCss.pushRtmpBaseUrl))
  return [
    store.kind === 'embedded'
      ? dataFolderCheck({ folder: store.folder, isReal })
      : databaseCheck({ name: nameOf(store.url), open: () => open(store.url), trueTimeMs }),
    redisCheck(environment.REDIS_URL?.trim() || undefined),
  ]
}

/** Host and name of a database, without user and password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}
