import { MEDIA_TYPES } from './media-kind.ts'
import type { MediaMessage } from './media-message.ts'
import type { StreamMetadata } from './script-data.ts'

// How long a stream without metadata is watched for a second track before it counts as having one.
const WATCH_MS = 500

/**
 * Finds out whether a stream has audio, video or both. An FLV file says so in its first bytes, and players
 * believe it: one that is promised audio waits for it and never starts a stream that has none.
 */
export class Tracks {
  #audio = false
  #video = false
  #declared = false
  #firstMs: number | null = null
  #lastMs = 0

  get hasAudio(): boolean {
    return this.#audio
  }

  get hasVideo(): boolean {
    return this.#video
  }

  /** Whether the answer can be trusted enough to be written into an FLV header. */
  get known(): boolean {
    if (this.#firstMs === null) return false
    return this.#declared || (this.#audio && this.#video) || this.#lastMs - this.#firstMs >= WATCH_MS
  }

  declare(metadata: StreamMetadata): void {
    this.#audio ||= metadata.hasAudio
    this.#video ||= metadata.hasVideo
    this.#declared ||= metadata.hasAudio || metadata.hasVideo
  }

  see(message: MediaMessage): void {
    if (message.type === MEDIA_TYPES.audio) this.#audio = true
    else if (message.type === MEDIA_TYPES.video) this.#video = true
    else return
    this.#firstMs ??= message.timestampMs
    this.#lastMs = Math.max(this.#lastMs, message.timestampMs)
  }
}
