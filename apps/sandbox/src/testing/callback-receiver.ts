import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'

export interface ReceivedCallback {
  readonly event_type: number
  readonly stream_id: string
  readonly sequence: string
  readonly errcode: number
  readonly t: number
  readonly sign: string
  readonly push_duration?: string
  readonly [field: string]: unknown
}

/** An API's callback route for tests; how it answers can be changed at any time. */
export class CallbackReceiver {
  readonly received: ReceivedCallback[] = []
  answer: (response: ServerResponse, callback: ReceivedCallback) => void = (response) =>
    response.end('{"code":0}')
  readonly #server: Server

  static async start(): Promise<CallbackReceiver> {
    const receiver = new CallbackReceiver()
    receiver.#server.listen(0, '127.0.0.1')
    await once(receiver.#server, 'listening')
    return receiver
  }

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const callback: ReceivedCallback = JSON.parse(Buffer.concat(chunks).toString())
      this.received.push(callback)
      this.answer(response, callback)
    })
  }

  get url(): string {
    const address = this.#server.address()
    if (typeof address !== 'object' || !address) throw new Error('not listening')
    return `http://127.0.0.1:${address.port}/callbacks/secret-path`
  }

  answerWith(status: number): void {
    this.answer = (response) => {
      response.statusCode = status
      response.end()
    }
  }

  /** `[event_type, stream_id]` in order of arrival. */
  get order(): string[] {
    return this.received.map(({ event_type, stream_id }) => `${event_type} ${stream_id}`)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
