import http from 'node:http'
import { closeServer, listen } from '../http/listen.ts'
import { watchEventLoop } from './event-loop-metrics.ts'
import { EXPOSITION_TYPE } from './exposition.ts'
import { processMetrics } from './process-metrics.ts'
import type { Registry } from './registry.ts'

/** A listener of its own, so that no proxy in front of the API can lead to it by mistake. */
export type MetricsServer = { address: string; close(): Promise<void> }

const PATH = '/metrics'
const LISTENER = {
  name: 'metrics',
  variables: { host: 'KAIBO_METRICS_HOST', port: 'KAIBO_METRICS_PORT' },
}

/** Serves GET /metrics and nothing else, with what the process itself tells. Rejects with `ListenError`. */
export async function startMetricsServer(
  registry: Registry,
  { host, port }: { host: string; port: number },
): Promise<MetricsServer> {
  const server = http.createServer((req, res) => {
    if (req.method !== 'GET' || req.url !== PATH) {
      res.writeHead(404).end()
      return
    }
    registry.text().then(
      (text) =>
        res.writeHead(200, { 'content-type': EXPOSITION_TYPE, 'cache-control': 'no-store' }).end(text),
      () => res.writeHead(500).end(),
    )
  })
  const address = await listen(server, host, port, LISTENER)
  const eventLoop = watchEventLoop()
  registry.addSource(processMetrics)
  registry.addSource(eventLoop.source)
  return {
    address: `${address}${PATH}`,
    close() {
      eventLoop.stop()
      return closeServer(server, 0)
    },
  }
}
