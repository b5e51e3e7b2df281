import http from 'node:http'

/** Far longer than any answer may take: a check is to fail, not to hang. */
const PATIENCE_MS = 30_000

export type Sent = { method?: string; body?: unknown; headers?: Record<string, string> }

/** An answer and how long it took, in milliseconds. */
export type Answer = { status: number; text: string; ms: number }

/** Many requests over few connections. */
export type HttpClient = {
  /** A body makes it a POST; text is sent as it stands, anything else as JSON. Rejects when there is no answer. */
  send(path: string, sent?: Sent): Promise<Answer>
  close(): void
}

export function openHttpClient(address: string, sockets = 32): HttpClient {
  const { hostname, port } = new URL(address)
  const agent = new http.Agent({ keepAlive: true, maxSockets: sockets })
  return {
    send: (path, sent = {}) => exchange({ agent, hostname, port, path }, sent),
    close: () => agent.destroy(),
  }
}

function exchange(
  to: http.RequestOptions,
  { body, method = body === undefined ? 'GET' : 'POST', headers }: Sent,
): Promise<Answer> {
  const sentAtMs = performance.now()
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  const framing =
    text === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  return new Promise((resolve, reject) => {
    const request = http.request({ ...to, method, headers: { ...framing, ...headers } }, (answer) => {
      let received = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        received += part
      })
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: received, ms: performance.now() - sentAtMs }),
      )
    })
    request.on('error', reject)
    request.setTimeout(PATIENCE_MS, () => request.destroy(new Error(`No answer within ${PATIENCE_MS} ms`)))
    request.end(text)
  })
}
