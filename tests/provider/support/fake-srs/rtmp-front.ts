import net from 'node:net'
import { RtmpProtocol } from '../../../../apps/sandbox/src/origin/rtmp/rtmp-protocol.ts'
import { listenOn } from './listen-on.ts'

/** What a connection wants to do, read from its first commands. */
export type RtmpWish = { role: 'publish' | 'play'; app: string; stream: string; query: string }

export type Verdict = { allowed: boolean; over(): void }

type Options = {
  /** Where media really goes. */
  originPort: number
  /** Judges a wish; `cut` ends the connection. `over` is called once when it has ended. */
  judge(wish: RtmpWish, cut: () => void): Promise<Verdict>
}

const MOST_BYTES = 1_000_000

/**
 * An RTMP door in front of an origin: it passes everything on, reads along, and holds a connection's publish or play
 * back until it was judged. A refused connection is closed without a word, as SRS does.
 */
export const startRtmpFront = (options: Options) =>
  listenOn(net.createServer((client) => serve(client, options)))

function serve(client: net.Socket, { originPort, judge }: Options): void {
  const origin = net.connect(originPort, '127.0.0.1')
  let over = () => {}
  const cut = () => {
    client.destroy()
    origin.destroy()
    over()
    over = () => {}
  }
  for (const socket of [client, origin]) socket.on('error', cut).on('close', cut).setNoDelay(true)
  const reader = new WishReader()
  origin.on('data', (bytes) => client.write(bytes))
  client.on('data', (bytes) => {
    const wish = reader.read(bytes)
    if (wish === undefined) origin.write(bytes)
    else void holdBack(wish, bytes)
  })

  async function holdBack(wish: RtmpWish, bytes: Buffer): Promise<void> {
    client.pause()
    const verdict = await judge(wish, cut)
    over = verdict.over
    if (client.destroyed || !verdict.allowed) {
      cut()
      return
    }
    origin.write(bytes)
    client.resume()
  }
}

/** Finds the one wish of a connection in what its client sends. */
class WishReader {
  #app = ''
  #wish: RtmpWish | undefined
  #isOver = false
  readonly #rtmp = new RtmpProtocol({
    messages: {
      command: (command) => {
        if (command.name === 'connect') this.#app = command.appName
        if (command.name !== 'publish' && command.name !== 'play') return
        this.#wish = { role: command.name, app: this.#app, stream: command.streamName, query: command.query }
      },
      media() {},
    },
    output() {},
    messageBytes: MOST_BYTES,
  })

  /** The wish that these bytes bring to its end. What is no RTMP has none: the origin refuses it. */
  read(bytes: Buffer): RtmpWish | undefined {
    if (this.#isOver) return undefined
    try {
      this.#rtmp.feed(bytes)
    } catch {
      this.#isOver = true
      return undefined
    }
    this.#isOver = this.#wish !== undefined
    return this.#wish
  }
}
