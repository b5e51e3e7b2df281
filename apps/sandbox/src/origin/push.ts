import { END_REASONS, type EndReason } from './end-reason.ts'
import { Broadcast } from './media/broadcast.ts'
import { MEDIA_TYPES, type MediaKind } from './media/media-kind.ts'
import { MediaMessage } from './media/media-message.ts'
import { withoutSetDataFrame } from './media/script-data.ts'
import type { Publisher, PushInfo, PushListener } from './push-info.ts'
import type { PushRules } from './push-rules.ts'

export interface PushOptions {
  readonly identity: Pick<PushInfo, 'sequence' | 'appName' | 'streamName' | 'query'>
  readonly publisher: Publisher
  /** When its URL expires, in ms. */
  readonly expiresAtMs: number
  readonly rules: () => PushRules
  readonly listener: PushListener
  readonly clock: () => number
  /** A push without media for so long is ended. */
  readonly idleMs: number
  readonly gopBytes: number
  /** Gives the stream name back; called once, before the listener hears of the end. */
  readonly release: () => void
}

/** `frozen`: there is a connection and nothing comes through it; `lost`: there is none, and nobody has noticed. */
export type PushLink = 'open' | 'frozen' | 'lost'

/** An accepted push: knows when media begins, notices silence, and ends exactly once. */
export class Push implements PushInfo {
  readonly sequence: string
  readonly appName: string
  readonly streamName: string
  readonly query: string
  readonly userIp: string
  readonly broadcast: Broadcast
  readonly #options: PushOptions
  #endTimer: NodeJS.Timeout
  #startedAtMs: number | null = null
  #width = 0
  #height = 0
  #link: PushLink = 'open'
  #ended = false

  constructor(options: PushOptions) {
    const { sequence, appName, streamName, query } = options.identity
    this.sequence = sequence
    this.appName = appName
    this.streamName = streamName
    this.query = query
    this.userIp = options.publisher.userIp
    this.#options = options
    this.broadcast = new Broadcast(options.gopBytes)
    this.#endTimer = setTimeout(() => this.end(END_REASONS.idle), options.idleMs)
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

  get link(): PushLink {
    return this.#link
  }

  /** Takes one audio, video or script message from the publisher; anything else is ignored. */
  receive(type: number, timestampMs: number, payload: Buffer): void {
    if (this.#ended || this.#link !== 'open') return
    const { rules, clock, expiresAtMs } = this.#options
    if (rules().cutAtExpiry && clock() >= expiresAtMs) {
      this.end(END_REASONS.expired)
    } else if (type === MEDIA_TYPES.script) {
      this.#publish(type, timestampMs, withoutSetDataFrame(payload))
    } else if (type === MEDIA_TYPES.audio || type === MEDIA_TYPES.video) {
      this.#publish(type, timestampMs, payload)
    }
  }

  /** The publisher says that it has finished. */
  finish(reason: EndReason): void {
    if (this.#link === 'open') this.end(reason)
  }

  /** The connection has gone without a word. The reason is for an origin that notices at once. */
  lose(reason: EndReason): void {
    if (this.#ended || this.#link !== 'open') return
    const { holdDeadMs } = this.#options.rules()
    if (holdDeadMs === 0 || this.#startedAtMs === null) {
      this.end(reason)
      return
    }
    this.#link = 'lost'
    clearTimeout(this.#endTimer)
    this.#endTimer = setTimeout(() => this.end(END_REASONS.linkLost), holdDeadMs)
  }

  /** Cuts the publisher's network: the connection is gone and neither end has said anything. */
  sever(): void {
    this.#options.publisher.sever()
    this.lose(END_REASONS.tcpError)
  }

  /** Stops the publisher's network: whatever it sends from now on, words of farewell included, is not heard. */
  freeze(): void {
    if (this.#link === 'open') this.#link = 'frozen'
  }

  /** Ends the push; every call but the first does nothing. */
  end(reason: EndReason): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#endTimer)
    this.#options.release()
    this.broadcast.end()
    if (this.#startedAtMs !== null) this.#options.listener.ended(this, reason)
    this.#options.publisher.disconnect()
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
      this.#endTimer.refresh()
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
