import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config, Secrets } from './config/index.ts'
import { type Context, createContext, type Overrides } from './context.ts'
import { endConnections } from './http/end-connections.ts'
import { createFastServer } from './http/fast-server.ts'
import { closeServer, listen } from './http/listen.ts'
import { type MetricsServer, startMetricsServer } from './metrics/metrics-server.ts'

/** A running API. `stop` finishes running requests, closes the store and frees the port; repeatable. */
export type Api = { address: string; metricsAddress?: string; stop(): Promise<void> }

/** A little longer than a request may wait for an outside service. */
const STOP_GRACE_MS = 6_000

/** Half requests must not hold sockets: reliability of the many over patience with the slow. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 10_000 }

/**
 * Starts the API. Throws `StoreOpenError` or `ListenError`, with nothing left half-started.
 */
export async function startApi(config: Config, secrets: Secrets, overrides: Overrides = {}): Promise<Api> {
  const context = await createContext(config, secrets, overrides)
  const server = createFastServer(context.app, TIMEOUTS)
  let metrics: MetricsServer | undefined
  try {
    metrics = config.metrics && (await startMetricsServer(context.metrics, config.metrics))
    const address = await listen(server, config.host, config.port)
    context.startBackground()
    let stopped: Promise<void> | undefined
    return {
      address,
      ...(metrics && { metricsAddress: metrics.address }),
      stop() {
        stopped ??= stop({ server, metrics, context, drainMs: config.drainMs })
        return stopped
      },
    }
  } catch (error) {
    await metrics?.close()
    await context.close()
    throw error
  }
}

type Running = {
  server: Server
  metrics: MetricsServer | undefined
  context: Context
  drainMs: number
}

/**
 * Says no to readiness, and goes on serving until that was heard; then accepts nothing, finishes what runs, and ends what
 * goes on by itself. Metrics are there to the last.
 */
async function stop({ server, metrics, context, drainMs }: Running): Promise<void> {
  context.readiness.drain()
  endConnections(server)
  await sleep(drainMs)
  await closeServer(server, STOP_GRACE_MS)
  await context.close()
  await metrics?.close()
}
