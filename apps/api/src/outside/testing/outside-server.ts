import http from 'node:http'
import { closeServer, listen } from '../../http/listen.ts'

/** A real HTTP server in the place of an outside service, which behaves as the test says. */
export type OutsideServer = {
  address: string
  /** What came so far. */
  requests: { method: string; url: string; headers: http.IncomingHttpHeaders; body: string }[]
  /** Connections so far, with or without a request. */
  connections(): number
  /** From now on. A list is used up from its front, its last entry for ever. */
  behave(...behaviours: Behaviour[]): void
  close(): Promise<void>
}

export type Behaviour = (res: http.ServerResponse) => void

export async function openOutsideServer(...initial: Behaviour[]): Promise<OutsideServer> {
  const requests: OutsideServer['requests'] = []
  let behaviours = initial
  let connections = 0
  const server = http.createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const { method = '', url = '', headers } = req
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') })
      const [behaviour] = behaviours.length > 1 ? behaviours.splice(0, 1) : behaviours
      behaviour?.(res)
    })
  })
  server.on('connection', () => {
    connections += 1
  })
  return {
    address: await listen(server, '127.0.0.1', 0),
    requests,
    connections: () => connections,
    behave(...next) {
      behaviours = next
    },
    close: () => closeServer(server, 0),
  }
}
