import { FlvMeter } from '../flv/flv-meter.ts'
import { type FlvTag, isSequenceHeader, VIDEO_TAG } from '../flv/flv-tag.ts'
import type { RetryPolicy } from '../retry-policy.ts'
import { Timers } from '../timers.ts'
import type { MediaFeed } from './media-feed.ts'
import { PushStream } from './push-stream.ts'

export interface PushSessionSettings {
  /** `ws://…/live/NAME.flv?…` */
  readonly url: string
  readonly feed: MediaFeed
  readonly policy: RetryPolicy
  readonly connectTimeoutMs: number
  readonly isOnline: () => boolean
  readonly raise: (code: number) => void
  /** -1307 was raised, nothing more will come. */
  readonly gaveUp: () => void
}

/** From `start()` to `stop()` or -1307: sends the feed, reconnects, and tells the steps in state codes. */
export class PushSession {
  readonly meter = new FlvMeter(performance.now())
  readonly #settings: PushSessionSettings
  readonly #timers = new Timers()
  readonly #configs = new Map<number, FlvTag>()
  #socket: WebSocket | null = null
  #stream: PushStream | null = null
  #inTrouble = false

  constructor(settings: PushSessionSettings) {
    this.#settings = settings
    settings.feed.start((tag) => this.#send(tag))
    this.#attempt()
  }

  get backlogBytes(): number {
    return this.#socket?.bufferedAmount ?? 0
  }

  /** The network was cut under the connection. */
  cut(): void {
    if (this.#socket !== null) this.#lost(3005)
  }

  stop(): void {
    this.#timers.clear()
    this.#drop()
  }

  #attempt(): void {
    const { url, isOnline, connectTimeoutMs, raise, feed } = this.#settings
    if (!isOnline()) {
      this.#lost(3002)
      return
    }
    const socket = new WebSocket(url, 'push')
    this.#socket = socket
    const cancelTimeout = this.#timers.after(connectTimeoutMs, () => this.#lost(3002))
    let opened = false
    socket.onopen = () => {
      cancelTimeout()
      opened = true
      raise(1001)
      this.#stream = new PushStream(feed.tracks, this.#configs.values())
      feed.requestKeyFrame()
    }
    // A browser is not told why an upgrade failed; with the network up it is nearly always the signature.
    socket.onclose = ({ wasClean }) => {
      cancelTimeout()
      this.#lost(opened && !wasClean ? 3005 : 3004)
    }
  }

  #send(tag: FlvTag): void {
    if (isSequenceHeader(tag)) this.#configure(tag)
    const [socket, stream] = [this.#socket, this.#stream]
    if (socket === null || stream === null) return
    const began = stream.begun
    const { tags, bytes, congested } = stream.take(tag, socket.bufferedAmount)
    if (congested) this.#settings.raise(1101)
    for (const sent of tags) this.meter.tag(sent)
    for (const part of bytes) socket.send(part)
    if (began || !stream.begun) return
    this.#inTrouble = false
    this.#settings.policy.recovered()
    this.#settings.raise(1002)
  }

  #configure(tag: FlvTag): void {
    if (tag.type === VIDEO_TAG && !this.#configs.has(VIDEO_TAG)) this.#settings.raise(1008)
    this.#configs.set(tag.type, tag)
    // The key frame that came with the picture's is gone when the sound's takes longer.
    if (this.#stream?.begun === false) this.#settings.feed.requestKeyFrame()
  }

  #lost(code: number): void {
    this.#drop()
    const { policy, raise, gaveUp } = this.#settings
    if (!this.#inTrouble) raise(code)
    this.#inTrouble = true
    const step = policy.next()
    if (step.kind === 'give-up') {
      this.#timers.clear()
      raise(-1307)
      gaveUp()
      return
    }
    this.#timers.after(step.delayMs, () => {
      raise(1102)
      this.#attempt()
    })
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = this.#stream = null
    if (socket === null) return
    socket.onopen = socket.onclose = null
    socket.close()
  }
}
