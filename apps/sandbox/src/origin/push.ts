import { END_REASONS, type EndReason } from './end-reason.ts'
import { Broadcast } from './media/broadcast.ts'
import { MEDIA_TYPES, type MediaKind } from './media/media-kind.ts'
import { MediaMessage } from './media/media-message.ts'
import { withoutSetDataFrame } from './media/script-data.ts'

/** One push session, as callbacks and lists tell of it. */
export interface PushInfo {
  /** Names this push session: 19 decimal digits. */
  readonly sequence: string
  readonly appName: string
  readonly streamName: string
  /** The push URL's query, verbatim: it carries a live credential and must not be logged as it is. */
  readonly query: string
  readonly userIp: string
  /** When the first media frame came, in ms; `null` before that. */
  readonly startedAtMs: number | null
  /** Pixels, 0 as long as the publisher has not said. */
  readonly width: number
  readonly height: number
}

/** Hears of pushes that really carried media. `ended` follows `started`, once each. */
export interface PushListener {
  started(push: PushInfo): void
  ended(push: PushInfo, reason: EndReason): void
}

export interface PushOptions {
  readonly identity: Pick<PushInfo, 'sequence' | 'appName' | 'streamName' | 'query' | 'userIp'>
  readonly listener: PushListener
  readonly clock: () => number
  /** A push without media for so long is ended. */
  readonly idleMs: number
  readonly gopBytes: number
  /** Gives the stream name back; called once, before the listener hears of the end. */
  readonly release: (push: Push) => void
  /** Closes the publisher's connection, whatever it is made of. */
  readonly disconnect: () => void
}

/** An accepted push: knows when media begins, notices silence, and ends exactly once. */
export class Push implements PushInfo {
  readonly sequence: string
  readonly appName: string
  readonly streamName: string
  readonly query: string
  readonly userIp: string
  readonly broadcast: Broadcast
  readonly #options: PushOptions
  readonly #idleTimer: NodeJS.Timeout
  #startedAtMs: number | null = null
  #width = 0
  #height = 0
  #ended = false

  constructor(options: PushOptions) {
    const { sequence, appName, streamName, query, userIp } = options.identity
    this.sequence = sequence
    this.appName = appName
    this.streamName = streamName
    this.query = query
    this.userIp = userIp
    this.#options = options
    this.broadcast = new Broadcast(options.gopBytes)
    this.#idleTimer = setTimeout(() => this.end(END_REASONS.idle), options.idleMs)
  }

  get startedAtMs(): number | null {
    return this.#startedAtMs
  }

  get width(): number {
    return this.#width
  }

  get height(): number {
    return this.#height
  }

  /** Takes one audio, video or script message from the publisher; anything else is ignored. */
  receive(type: number, timestampMs: number, payload: Buffer): void {
    if (this.#ended) return
    if (type === MEDIA_TYPES.script) {
      this.#publish(type, timestampMs, withoutSetDataFrame(payload))
    } else if (type === MEDIA_TYPES.audio || type === MEDIA_TYPES.video) {
      this.#publish(type, timestampMs, payload)
    }
  }

  /** Ends the push; every call but the first does nothing. */
  end(reason: EndReason): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#idleTimer)
    this.#options.release(this)
    this.broadcast.end()
    if (this.#startedAtMs !== null) this.#options.listener.ended(this, reason)
    this.#options.disconnect()
  }

  #publish(type: number, timestampMs: number, payload: Buffer): void {
    if (payload.length === 0) return
    const message = new MediaMessage(type, timestampMs, payload)
    const metadata = this.broadcast.publish(message)
    if (metadata) {
      this.#width = metadata.width
      this.#height = metadata.height
    }
    if (isFrame(message.kind)) {
      this.#idleTimer.refresh()
      this.#announce()
    }
  }

  #announce(): void {
    if (this.#startedAtMs !== null) return
    this.#startedAtMs = this.#options.clock()
    this.#options.listener.started(this)
  }
}

// Codec headers and metadata are sent once, by publishers that then may send nothing at all.
function isFrame(kind: MediaKind): boolean {
  return kind === 'key' || kind === 'inter' || kind === 'audio'
}
