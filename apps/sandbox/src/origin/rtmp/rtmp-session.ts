import type { Socket } from 'node:net'
import type { Logger } from '../../logger.ts'
import { plainAddress } from '../../net/peer-address.ts'
import type { StreamRequest } from '../access/access-rules.ts'
import { isRefusal, type Refusal } from '../access/refusal.ts'
import { END_REASONS } from '../end-reason.ts'
import type { Subscriber } from '../media/broadcast.ts'
import type { MediaMessage } from '../media/media-message.ts'
import type { Push } from '../push.ts'
import type { StreamDesk } from '../stream-desk.ts'
import type { RtmpCommand } from './rtmp-commands.ts'
import { RtmpProtocol } from './rtmp-protocol.ts'
import { RtmpViolation } from './rtmp-violation.ts'

// How long a peer may take to read our last words before the connection is cut.
const FAREWELL_MS = 1_000

/** One RTMP connection. It gets one role, publisher or viewer, once, and only after a verdict. */
export class RtmpSession implements Subscriber {
  readonly #socket: Socket
  readonly #desk: StreamDesk
  readonly #logger: Logger
  readonly #rtmp: RtmpProtocol
  readonly #timers = new Set<NodeJS.Timeout>()
  #connectedApp: string | null = null
  #push: Push | null = null
  #unsubscribe: (() => void) | null = null
  #roleTaken = false
  #over = false

  constructor(socket: Socket, desk: StreamDesk, logger: Logger) {
    this.#socket = socket
    this.#desk = desk
    this.#logger = logger
    this.#rtmp = new RtmpProtocol({
      messages: {
        command: (command) => this.#command(command),
        media: (...message) => this.#media(...message),
      },
      output: (bytes) => this.#write(bytes),
      messageBytes: desk.limits.earlyMessageBytes,
    })
  }

  run(): void {
    const socket = this.#socket
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.#read(bytes))
    socket.on('error', () => this.#leave((push) => push.lose(END_REASONS.tcpError)))
    socket.on('close', () => {
      this.#leave((push) => push.lose(END_REASONS.tcpEnd))
      for (const timer of this.#timers) clearTimeout(timer)
    })
    this.#after(this.#desk.limits.requestMs, () => {
      if (!this.#roleTaken) this.#destroy()
    })
  }

  start(): void {}

  send(message: MediaMessage): void {
    this.#write(message.rtmpChunks)
  }

  end(): void {
    if (this.#over) return
    this.#rtmp.announceEnd()
    this.#hangUp()
  }

  #read(bytes: Buffer): void {
    // What still arrives after the verdict is taken from the socket, so that a reset does not swallow our
    // answer, and thrown away.
    if (this.#over) return
    try {
      this.#rtmp.feed(bytes)
    } catch (error) {
      const tooBig = error instanceof RtmpViolation && error.tooBig
      this.#logger.warn(
        `RTMP connection closed: ${error instanceof Error ? error.message : 'malformed input'}`,
      )
      this.#leave((push) => push.end(tooBig ? END_REASONS.messageTooBig : END_REASONS.badRtmp))
      this.#destroy()
    }
  }

  #command(command: RtmpCommand): void {
    if (this.#over) return
    switch (command.name) {
      case 'connect':
        // Judged together with the stream name: ffmpeg takes an error here for a question of passwords.
        this.#connectedApp = command.appName
        this.#rtmp.acceptConnect(command.transactionId)
        break
      case 'createStream':
        this.#rtmp.respondCreateStream(command.transactionId)
        break
      case 'publish':
      case 'play':
        this.#request(command)
        break
      case 'deleteStream':
      case 'closeStream': {
        const reason = END_REASONS[command.name]
        this.#leave((push) => push.finish(reason))
        this.#hangUp()
        break
      }
      case 'other':
    }
  }

  #media(type: number, timestampMs: number, payload: Buffer): void {
    // Only a publisher has a push: what viewers and refused publishers send ends here.
    this.#push?.receive(type, timestampMs, payload)
  }

  #request(command: RtmpCommand & { name: 'publish' | 'play' }): void {
    if (this.#connectedApp === null) throw new RtmpViolation(`"${command.name}" before "connect"`)
    if (this.#roleTaken) throw new RtmpViolation(`a second "publish" or "play" on one connection`)
    this.#roleTaken = true
    const request = { appName: this.#connectedApp, streamName: command.streamName, query: command.query }
    if (command.name === 'publish') this.#publish(request)
    else this.#play(request)
  }

  #publish(request: StreamRequest): void {
    const userIp = plainAddress(this.#socket.remoteAddress)
    const push = this.#desk.openPush(request, {
      userIp,
      disconnect: () => this.#disconnect(),
      sever: () => this.#destroy(),
    })
    if (isRefusal(push)) {
      this.#refuse('NetStream.Publish.BadName', push)
      return
    }
    this.#push = push
    this.#rtmp.limitMessages(this.#desk.limits.messageBytes)
    this.#rtmp.acceptPublish()
  }

  #play(request: StreamRequest): void {
    const broadcast = this.#desk.openPlay(request)
    if (isRefusal(broadcast)) {
      const code = broadcast.kind === 'not-found' ? 'NetStream.Play.StreamNotFound' : 'NetStream.Play.Failed'
      this.#refuse(code, broadcast)
      return
    }
    this.#rtmp.acceptPlay()
    this.#unsubscribe = broadcast.subscribe(this)
  }

  #refuse(code: string, refusal: Refusal): void {
    this.#logger.info(`RTMP refused: ${refusal.text}`)
    this.#rtmp.sendError(code, refusal.text)
    this.#hangUp()
  }

  #write(bytes: Buffer): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return
    this.#socket.write(bytes)
    if (this.#socket.writableLength <= this.#desk.limits.backlogBytes) return
    this.#logger.warn('RTMP connection closed: it does not read what it asked for')
    this.#destroy()
  }

  /** Ends the role; the connection may still carry our last words. */
  #leave(tell: (push: Push) => void): void {
    this.#over = true
    this.#unsubscribe?.()
    this.#unsubscribe = null
    const push = this.#push
    this.#push = null
    if (push) tell(push)
  }

  /** The origin ended the push. */
  #disconnect(): void {
    this.#push = null
    if (!this.#over) this.#destroy()
  }

  #hangUp(): void {
    this.#over = true
    this.#socket.end()
    this.#after(FAREWELL_MS, () => this.#socket.destroy())
  }

  #destroy(): void {
    this.#over = true
    this.#socket.destroy()
  }

  #after(ms: number, action: () => void): void {
    const timer = setTimeout(action, ms)
    this.#timers.add(timer)
  }
}
