import { GopCache } from './gop-cache.ts'
import { MEDIA_TYPES } from './media-kind.ts'
import type { MediaMessage } from './media-message.ts'
import { readMetadata, type StreamMetadata } from './script-data.ts'
import { Tracks } from './tracks.ts'

/** Somebody who receives a stream, whatever the transport. */
export interface Subscriber {
  /** Called once, before the first `send`, as soon as it is known what the stream consists of. */
  start(tracks: { readonly hasAudio: boolean; readonly hasVideo: boolean }): void
  send(message: MediaMessage): void
  /** The stream is over. */
  end(): void
}

/** Fans one stream out to its subscribers and keeps what a late joiner needs. */
export class Broadcast {
  readonly #tracks = new Tracks()
  readonly #gop: GopCache
  readonly #waiting = new Set<Subscriber>()
  readonly #subscribers = new Set<Subscriber>()
  readonly #withoutKey = new Set<Subscriber>()
  #metadata: MediaMessage | null = null
  #audioHeader: MediaMessage | null = null
  #videoHeader: MediaMessage | null = null
  #ended = false

  /** @param gopBytes bound of the keyframe cache; must stay below what a viewer may lag behind */
  constructor(gopBytes: number) {
    this.#gop = new GopCache(gopBytes)
  }

  get subscriberCount(): number {
    return this.#subscribers.size + this.#waiting.size
  }

  /** Adds a subscriber and returns the undo. */
  subscribe(subscriber: Subscriber): () => void {
    if (this.#ended) subscriber.end()
    else if (this.#tracks.known) this.#admit(subscriber)
    else this.#waiting.add(subscriber)
    return () => this.#forget(subscriber)
  }

  /** Passes one message on. Returns the stream's metadata when the message carried it. */
  publish(message: MediaMessage): StreamMetadata | null {
    if (this.#ended) return null
    const metadata = message.type === MEDIA_TYPES.script ? readMetadata(message.data) : null
    if (metadata) this.#tracks.declare(metadata)
    this.#tracks.see(message)
    for (const subscriber of this.#subscribers) this.#deliver(subscriber, message)
    this.#remember(message, metadata !== null)
    if (this.#waiting.size > 0 && this.#tracks.known) this.#admitWaiting()
    return metadata
  }

  end(): void {
    this.#ended = true
    const all = [...this.#subscribers, ...this.#waiting]
    for (const subscriber of all) this.#forget(subscriber)
    for (const subscriber of all) subscriber.end()
    this.#gop.clear()
  }

  #remember(message: MediaMessage, isMetadata: boolean): void {
    if (isMetadata) this.#metadata = message
    if (message.kind === 'audio-header') this.#audioHeader = message
    if (message.kind === 'video-header') {
      this.#videoHeader = message
      // Frames under the old header cannot be decoded with the new one.
      this.#gop.clear()
    }
    if (message.kind === 'key' || message.kind === 'inter' || message.kind === 'audio') this.#gop.add(message)
  }

  #admitWaiting(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const subscriber of waiting) this.#admit(subscriber)
  }

  #admit(subscriber: Subscriber): void {
    subscriber.start(this.#tracks)
    for (const head of [this.#metadata, this.#audioHeader, this.#videoHeader]) {
      if (head) subscriber.send(head)
    }
    for (const message of this.#gop.messages) subscriber.send(message)
    if (this.#gop.messages.length === 0) this.#withoutKey.add(subscriber)
    this.#subscribers.add(subscriber)
  }

  #deliver(subscriber: Subscriber, message: MediaMessage): void {
    if (message.kind === 'key') this.#withoutKey.delete(subscriber)
    if (message.kind === 'inter' && this.#withoutKey.has(subscriber)) return
    subscriber.send(message)
  }

  #forget(subscriber: Subscriber): void {
    this.#waiting.delete(subscriber)
    this.#subscribers.delete(subscriber)
    this.#withoutKey.delete(subscriber)
  }
}
