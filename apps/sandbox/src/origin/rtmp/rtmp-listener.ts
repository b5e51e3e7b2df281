import { createServer, type Socket } from 'node:net'
import type { Logger } from '../../logger.ts'
import { type Listener, listen } from '../../net/listen.ts'
import type { StreamDesk } from '../stream-desk.ts'
import { RtmpSession } from './rtmp-session.ts'

/**
 * Accepts RTMP pushes and plays.
 * @throws PortUnavailable when the address cannot be listened on
 */
export async function listenRtmp(options: {
  host: string
  port: number
  desk: StreamDesk
  logger: Logger
}): Promise<Listener> {
  const { host, port, desk, logger } = options
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    new RtmpSession(socket, desk, logger).run()
  })
  const address = await listen(server, { host, port, purpose: 'RTMP' })
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
