import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import type { Identity } from './certificates.ts'

/** A server that shows a certificate and says nothing else. */
export type TlsServer = { port: number; show(identity: Identity): void; close(): Promise<void> }

export async function startTlsServer(identity: Identity): Promise<TlsServer> {
  const server = createServer(identity, (socket) => socket.end())
  // Whoever has seen the certificate leaves.
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    show: (other) => server.setSecureContext(other),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
