import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config, Secrets } from '../config/config.ts'
import type { ConfiguredProvider } from '../provider/create-provider.ts'
import { hookSources } from '../provider/srs/hook-sources.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import type { Database } from '../storage/database.ts'
import { createAdmitPush } from './admit-push.ts'
import type { CallbackReceivers } from './callback-handlers.ts'
import { CallbackManager } from './callback-manager.ts'
import type { PushRecorder } from './push-recorder.ts'
import { SrsHookManager } from './srs-hook-manager.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  recorder: PushRecorder
  clock: Clock
  logger: Logger
}

/** What hears the configured provider; at another's address there is nobody. */
export function createCallbackReceivers(
  { kind, provider }: ConfiguredProvider,
  { config, secrets }: { config: Config; secrets: Secrets },
  dependencies: Dependencies,
): CallbackReceivers {
  if (kind === 'tencent-css') {
    const { callbackPath } = secrets
    return { callbacks: new CallbackManager({ ...dependencies, provider, callbackPath }) }
  }
  return {
    srsHooks: new SrsHookManager({
      ...dependencies,
      readHook: provider.readHook,
      admit: createAdmitPush(config.rhythm.reopenWithinMs),
      hookPath: secrets.srsHookPath,
      sources: hookSources(config.srs.hookSources),
    }),
  }
}
