import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The server cannot listen; the message is for a person. */
export class ListenError extends Error {
  override name = 'ListenError'
}

/** What listens, and the variables that say where. */
type Listener = { name: string; variables: { host: string; port: string } }

const API: Listener = { name: 'API', variables: { host: 'KAIBO_HOST', port: 'KAIBO_PORT' } }

/** Listens and resolves with the server's base URL. Rejects with `ListenError` when the port cannot be had. */
export function listen(server: Server, host: string, port: number, listener = API): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(error, `${port} on ${host}`, listener))),
    )
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo
      resolve(
        `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
      )
    })
  })
}

function explain(error: NodeJS.ErrnoException, place: string, { name, variables }: Listener): string {
  const port = `Port ${place} (${name})`
  if (error.code === 'EADDRINUSE') {
    return `${port} is already in use: stop the program that uses it or set ${variables.port}.`
  }
  if (error.code === 'EACCES') {
    return `${port} needs more rights than this process has: set ${variables.port} to one above 1023.`
  }
  return `${port} cannot be had (${error.message}): set ${variables.host} and ${variables.port}.`
}

/** Stops accepting, lets running requests finish for `graceMs`, then cuts what is left. */
export function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
