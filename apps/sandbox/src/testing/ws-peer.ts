import { WebSocket } from 'ws'
import { until } from './until.ts'

/** A WebSocket client for tests, publisher or viewer. */
export class WsPeer {
  readonly webSocket: WebSocket
  /** Of the answer to a refused upgrade. */
  status = 101
  refusal = ''
  closeCode: number | null = null
  closeReason = ''
  #open = false
  #bytes = Buffer.alloc(0)

  /** Waits for the verdict, whatever it is. */
  static async open(
    url: string,
    options: { protocol?: string | string[]; origin?: string } = {},
  ): Promise<WsPeer> {
    const { protocol = [], origin } = options
    const peer = new WsPeer(new WebSocket(url, protocol, origin === undefined ? {} : { origin }))
    await until('a verdict', () => peer.#open || peer.closed)
    return peer
  }

  static push(url: string): Promise<WsPeer> {
    return WsPeer.open(url, { protocol: 'push' })
  }

  private constructor(webSocket: WebSocket) {
    this.webSocket = webSocket
    webSocket.on('open', () => {
      this.#open = true
    })
    webSocket.on('message', (data: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, data])
    })
    webSocket.on('unexpected-response', (_request, response) => {
      this.status = response.statusCode ?? 0
      response.on('data', (text) => {
        this.refusal += text
      })
      response.on('end', () => {
        this.closeCode = 0
      })
    })
    webSocket.on('error', () => {})
    webSocket.on('close', (code, reason) => {
      this.closeCode = code
      this.closeReason = reason.toString()
    })
  }

  get closed(): boolean {
    return this.closeCode !== null
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  hasSeen(mark: string): boolean {
    return this.#bytes.includes(mark)
  }

  send(data: Buffer | string): void {
    this.webSocket.send(data)
  }

  forget(): void {
    this.#bytes = Buffer.alloc(0)
  }

  destroy(): void {
    this.webSocket.terminate()
  }
}
