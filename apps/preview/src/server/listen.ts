import type { Server } from 'node:http'

/** The preview's port could not be had; the message names the port and why. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable'
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is already in use',
  EACCES: 'is not allowed to be used',
}

/** Resolves with the port that was given when `port` is 0. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      const reason = REASONS[error.code ?? '']
      reject(reason ? new PortUnavailable(`Port ${port} on ${host} (preview) ${reason}`) : error)
    }
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
