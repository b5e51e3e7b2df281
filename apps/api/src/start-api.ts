import type { Config, Secrets } from './config/index.ts'
import { createContext, type Overrides } from './context.ts'
import { createFastServer } from './http/fast-server.ts'
import { closeServer, listen } from './http/listen.ts'

/** A running API. `stop` finishes running requests, closes the store and frees the port; repeatable. */
export type Api = { address: string; stop(): Promise<void> }

const STOP_GRACE_MS = 3_000

/** Half requests must not hold sockets: reliability of the many over patience with the slow. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 10_000 }

/**
 * Starts the API. Throws `StoreOpenError` or `ListenError`, with nothing left half-started.
 */
export async function startApi(config: Config, secrets: Secrets, overrides: Overrides = {}): Promise<Api> {
  const context = await createContext(config, secrets, overrides)
  const server = createFastServer(context.app, TIMEOUTS)
  try {
    const address = await listen(server, config.host, config.port)
    context.startBackground()
    let stopped: Promise<void> | undefined
    const stop = async () => {
      await closeServer(server, STOP_GRACE_MS)
      await context.close()
    }
    return {
      address,
      stop() {
        stopped ??= stop()
        return stopped
      },
    }
  } catch (error) {
    await context.close()
    throw error
  }
}
