import http from 'node:http'
import { closeServer, listen } from '../http/listen.ts'

export type Sent = {
  method?: string
  headers?: Record<string, string>
  /** One chunk, or several that are sent chunked, without a length. */
  body?: string | Buffer | Buffer[]
}
export type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string }
export type Send = (path: string, sent?: Sent) => Promise<Answer>

/** A server on a real loopback socket, and a client that sends whatever it is told to. */
export type Loopback = { address: string; send: Send; close(): Promise<void> }

export async function openLoopback(server: http.Server): Promise<Loopback> {
  const address = await listen(server, '127.0.0.1', 0)
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  return {
    address,
    send: (path, sent = {}) => exchange(agent, address, path, sent),
    async close() {
      agent.destroy()
      await closeServer(server, 100)
    },
  }
}

function exchange(
  agent: http.Agent,
  address: string,
  path: string,
  { method = 'GET', headers = {}, body }: Sent,
): Promise<Answer> {
  const { hostname, port } = new URL(address)
  const framing = Array.isArray(body)
    ? { 'transfer-encoding': 'chunked' }
    : body === undefined
      ? {}
      : { 'content-length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, path, method, headers: { ...headers, ...framing } }
    const request = http.request(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    request.on('error', reject)
    for (const chunk of Array.isArray(body) ? body : []) request.write(chunk)
    request.end(Array.isArray(body) ? undefined : body)
  })
}
