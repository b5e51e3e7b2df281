import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The server cannot listen; the message is for a person. */
export class ListenError extends Error {
  override name = 'ListenError'
}

/** Listens and resolves with the server's base URL. Rejects with `ListenError` when the port cannot be had. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(explain(error, host, port))),
    )
    server.listen(port, host, () => {
      const address = server.address() as AddressInfo
      resolve(
        `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
      )
    })
  })
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} on ${host} (API) is already in use: stop the program that uses it or set KAIBO_PORT.`
  }
  if (error.code === 'EACCES') {
    return `Port ${port} on ${host} (API) needs more rights than this process has: set KAIBO_PORT to one above 1023.`
  }
  return `The API cannot listen on ${host}:${port} (${error.message}): set KAIBO_HOST and KAIBO_PORT.`
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
