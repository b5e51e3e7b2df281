import type { Server } from 'node:http'

/**
 * From now on every answer ends its connection. A caller that keeps connections would else send its next request into
 * one that is being closed.
 */
export function endConnections(server: Server): void {
  server.prependListener('request', (_req, res) => res.setHeader('connection', 'close'))
}
