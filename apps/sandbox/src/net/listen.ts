import type { AddressInfo, Server } from 'node:net'

/** A listening socket and the way to end it together with everything it accepted. */
export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** What a port is for, in the words of the sentence a person reads when it is taken. */
export type PortPurpose = 'RTMP' | 'media' | 'services'

/** A port cannot be listened on. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable'
  readonly purpose: PortPurpose

  constructor(options: { host: string; port: number; purpose: PortPurpose; cause: NodeJS.ErrnoException }) {
    const { host, port, purpose, cause } = options
    const state =
      cause.code === 'EADDRINUSE' ? 'is already in use' : `cannot be used (${cause.code ?? cause.message})`
    super(`Port ${port} on ${host} (${purpose}) ${state}`, { cause })
    this.purpose = purpose
  }
}

/** @throws PortUnavailable */
export function listen(
  server: Server,
  { host, port, purpose }: { host: string; port: number; purpose: PortPurpose },
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    // Stays for good: an accept that fails later must not become an uncaught exception.
    server.on('error', (cause) => reject(new PortUnavailable({ host, port, purpose, cause })))
    server.listen({ host, port }, () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address)
      else reject(new Error(`no address on ${host}`))
    })
  })
}
