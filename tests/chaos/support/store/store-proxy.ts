import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A way to the database that can be closed: `freeze` lets nothing through and says nothing, `cut` breaks and refuses. */
export type StoreProxy = {
  /** The database's URL by way of the proxy. */
  url: string
  freeze(): void
  cut(): void
  /** Lets all through again, also what was held back. */
  heal(): void
  close(): Promise<void>
}

const POSTGRES_PORT = 5432

export async function startStoreProxy(databaseUrl: string): Promise<StoreProxy> {
  const target = new URL(databaseUrl)
  const dial = () => connect({ host: target.hostname, port: Number(target.port) || POSTGRES_PORT })
  const links = new Set<Link>()
  let state: 'open' | 'frozen' | 'cut' = 'open'
  const server = createServer((inward) => {
    if (state === 'cut') {
      inward.resetAndDestroy()
      return
    }
    const link = new Link(inward, dial, () => links.delete(link))
    links.add(link)
    if (state === 'open') link.open()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: url.href,
    freeze() {
      state = 'frozen'
      for (const link of links) link.freeze()
    },
    cut() {
      state = 'cut'
      for (const link of links) link.cut()
    },
    heal() {
      state = 'open'
      for (const link of links) link.open()
    },
    async close() {
      for (const link of links) link.cut()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One connection through the proxy. While it is frozen, nothing passes: no byte, no end, and not even a beginning. */
class Link {
  readonly #inward: Socket
  readonly #dial: () => Socket
  readonly #over: () => void
  #outward: Socket | undefined
  #isFrozen = true
  #isLeft = false
  #held: (() => void)[] = []

  constructor(inward: Socket, dial: () => Socket, over: () => void) {
    this.#inward = inward
    this.#dial = dial
    this.#over = over
    inward.on('data', (bytes) => this.#pass(() => this.#outward?.write(bytes)))
    inward.on('error', () => {})
    inward.on('close', () => this.#leave())
  }

  open(): void {
    this.#isFrozen = false
    this.#outward ??= this.#connect()
    for (const pass of this.#held.splice(0)) pass()
  }

  freeze(): void {
    this.#isFrozen = true
  }

  cut(): void {
    this.#inward.resetAndDestroy()
    this.#outward?.resetAndDestroy()
    this.#over()
  }

  #connect(): Socket {
    const outward = this.#dial()
    outward.on('data', (bytes) => this.#pass(() => this.#inward.write(bytes)))
    outward.on('error', () => {})
    outward.on('close', () => this.#inward.destroy())
    return outward
  }

  /** The other end learns of it when all that was sent before has passed. */
  #leave(): void {
    if (this.#isLeft) return
    this.#isLeft = true
    if (!this.#outward) this.#over()
    else {
      this.#pass(() => {
        this.#outward?.end()
        this.#over()
      })
    }
  }

  #pass(how: () => void): void {
    if (this.#isFrozen) this.#held.push(how)
    else how()
  }
}
