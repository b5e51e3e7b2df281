import { once } from 'node:events'
import { type ClientRequest, get, type IncomingMessage } from 'node:http'

const FILE_HEADER_BYTES = 13
const TAG_HEADER_BYTES = 11
const TAG_TRAILER_BYTES = 4

/** An HTTP-FLV viewer for tests: keeps the bytes and reads tags out of them. */
export class FlvClient {
  readonly response: IncomingMessage
  closed = false
  readonly #request: ClientRequest
  #bytes = Buffer.alloc(0)

  static async open(url: string, { read = true }: { read?: boolean } = {}): Promise<FlvClient> {
    const request = get(url, { agent: false })
    request.on('error', () => {})
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    return new FlvClient(request, response, read)
  }

  private constructor(request: ClientRequest, response: IncomingMessage, read: boolean) {
    this.#request = request
    this.response = response
    const close = () => {
      this.closed = true
    }
    request.on('close', close)
    response.on('close', close)
    response.on('error', close)
    if (read) this.read()
  }

  read(): void {
    this.response.on('data', (bytes: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes])
    })
  }

  get header(): Buffer {
    return this.#bytes.subarray(0, FILE_HEADER_BYTES)
  }

  get tags(): { type: number; data: Buffer }[] {
    const tags: { type: number; data: Buffer }[] = []
    let at = FILE_HEADER_BYTES
    while (at + TAG_HEADER_BYTES <= this.#bytes.length) {
      const size = this.#bytes.readUIntBE(at + 1, 3)
      const start = at + TAG_HEADER_BYTES
      if (start + size + TAG_TRAILER_BYTES > this.#bytes.length) break
      tags.push({ type: this.#bytes[at] ?? 0, data: this.#bytes.subarray(start, start + size) })
      at = start + size + TAG_TRAILER_BYTES
    }
    return tags
  }

  get text(): string {
    return this.#bytes.toString()
  }

  hasSeen(mark: string): boolean {
    return this.#bytes.includes(mark)
  }

  destroy(): void {
    this.#request.destroy()
  }
}
