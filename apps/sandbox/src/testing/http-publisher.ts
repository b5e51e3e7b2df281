import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'

/** An HTTP-FLV publisher for tests: a chunked POST whose body is written as the test goes. */
export class HttpPublisher {
  readonly request: ClientRequest
  continued = false
  closed = false
  status: number | null = null
  text = ''

  constructor(url: string, headers: Record<string, string> = {}) {
    this.request = request(url, { method: 'POST', agent: false, headers })
    this.request.on('error', () => {})
    this.request.on('continue', () => {
      this.continued = true
    })
    this.request.on('close', () => {
      this.closed = true
    })
    this.request.on('response', (response: IncomingMessage) => {
      this.status = response.statusCode ?? 0
      response.on('data', (text) => {
        this.text += text
      })
    })
    this.request.flushHeaders()
  }

  send(bytes: Buffer): void {
    this.request.write(bytes)
  }

  /** Ends the body in order and waits for the end of the connection. */
  async end(): Promise<void> {
    this.request.end()
    if (!this.closed) await once(this.request, 'close')
  }

  destroy(): void {
    this.request.destroy()
  }
}
