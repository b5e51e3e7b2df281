import { Duplex } from 'node:stream'
import type { PGlite } from '@electric-sql/pglite'

/**
 * The socket that node-postgres talks to when the store is embedded: bytes of the PostgreSQL protocol go to
 * PGlite and its answers come back. So there is one driver, one set of queries and one set of migrations.
 * PGlite has a single session: use it with a pool of one.
 */
export class PgliteStream extends Duplex {
  readonly #pglite: PGlite

  constructor(pglite: PGlite) {
    super()
    this.#pglite = pglite
  }

  /**
   * What pg calls on a socket. There is nothing to connect to; but PGlite's one session outlives a connection, and
   * an open transaction or a prepared statement of the last one would be in this one's way.
   */
  connect(): this {
    this.#reset().then(
      () => this.emit('connect'),
      (error: Error) => this.destroy(error),
    )
    return this
  }

  async #reset(): Promise<void> {
    await this.#pglite.exec('rollback')
    await this.#pglite.exec('discard all')
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(
    message: Uint8Array,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    this.#exchange(message).then(() => done(), done)
  }

  override _writev(messages: { chunk: Uint8Array }[], done: (error?: Error | null) => void): void {
    this.#exchange(Buffer.concat(messages.map((message) => message.chunk))).then(() => done(), done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null)
    done()
  }

  async #exchange(message: Uint8Array): Promise<void> {
    const answer = await this.#pglite.execProtocolRaw(message)
    if (answer.length > 0) this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.length))
  }
}
