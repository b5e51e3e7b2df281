import { createServer, type RequestListener } from 'node:http'
import { type Listener, listen } from './net/listen.ts'

/**
 * Serves the services port. Closing it cuts calls that are still under way.
 * @throws PortUnavailable when the address cannot be listened on
 */
export async function listenServices(
  app: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<Listener> {
  const server = createServer(app)
  const address = await listen(server, { host, port, purpose: 'services' })
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
