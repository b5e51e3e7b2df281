import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Listener, listen } from '../../net/listen.ts'
import { HlsDesk } from '../hls/hls-desk.ts'
import type { Exchange } from './answer.ts'
import type { MediaContext } from './media-context.ts'
import { handleMediaRequest } from './media-request.ts'
import { WsGateway } from './ws-gateway.ts'

// 128 bits: nobody finds a segment without a playlist.
const SEGMENT_NAME_BYTES = 16
const HEAD_CHECK_MS = 1_000

/**
 * Serves everything that goes over HTTP: FLV and WS-FLV in and out, HLS out.
 * @throws PortUnavailable when the address cannot be listened on
 */
export async function listenMedia(
  options: MediaContext & { readonly host: string; readonly port: number },
): Promise<Listener> {
  const { host, port, desk, logger } = options
  const sockets = new Set<Socket>()
  const randomName = () => randomBytes(SEGMENT_NAME_BYTES).toString('base64url')
  const hls = new HlsDesk({ desk, logger, randomName })
  const gateway = new WsGateway(options)
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const exchange: Exchange = { request, response }
    handleMediaRequest(exchange, { desk, logger, hls })
  }
  // A push is one request that lasts for hours; only its head has to come in time.
  const timeouts = { requestTimeout: 0, headersTimeout: desk.limits.requestMs }
  const server = createServer({ ...timeouts, connectionsCheckingInterval: HEAD_CHECK_MS }, handle)
  server.on('checkContinue', handle)
  server.on('upgrade', (request, socket, head) => gateway.upgrade({ request, socket, head }))
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const address = await listen(server, { host, port, purpose: 'media' })
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        hls.close()
        // Not closeAllConnections(): it forgets those that became WebSockets.
        for (const socket of sockets) socket.destroy()
      }),
  }
}
