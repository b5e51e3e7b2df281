import { type FlvTag, isKeyFrame, isSequenceHeader, VIDEO_TAG } from '../flv/flv-tag.ts'
import { flvHeader, metadataTag, writeTag } from '../flv/flv-writer.ts'
import type { PictureSize } from './pusher-props.ts'

export interface PushTracks extends PictureSize {
  readonly fps: number
  readonly audio: boolean
}

export interface PushOutput {
  /** In order; nothing while a key frame is awaited. */
  readonly tags: readonly FlvTag[]
  readonly bytes: readonly Uint8Array<ArrayBuffer>[]
  /** True for the first frame of a run that had to be dropped. */
  readonly congested: boolean
}

const NOTHING: PushOutput = { tags: [], bytes: [], congested: false }

// About two seconds at 800 kbit/s: more would only make what arrives older.
const VIDEO_BACKLOG_BYTES = 200_000
const AUDIO_BACKLOG_BYTES = 2 * VIDEO_BACKLOG_BYTES

/**
 * The FLV byte stream of one connection, out of tags that an encoder makes on its own clock: header, metadata,
 * configurations, then media from a key frame on, with times that begin at 0 and never run back on a track.
 */
export class PushStream {
  readonly #tracks: PushTracks
  readonly #configs = new Map<number, FlvTag>()
  readonly #lastMs = new Map<number, number>()
  #baseMs: number | null = null
  #skipsToKeyFrame = true

  constructor(tracks: PushTracks, configs: Iterable<FlvTag>) {
    this.#tracks = tracks
    for (const config of configs) this.#configs.set(config.type, config)
  }

  get begun(): boolean {
    return this.#baseMs !== null
  }

  /** `backlogBytes` is what the connection still holds unsent. */
  take(tag: FlvTag, backlogBytes: number): PushOutput {
    if (isSequenceHeader(tag)) return this.#configure(tag)
    if (this.#baseMs === null) return this.#begin(tag)
    if (tag.timestampMs < this.#baseMs) return NOTHING
    if (tag.type !== VIDEO_TAG) return backlogBytes > AUDIO_BACKLOG_BYTES ? NOTHING : this.#out([tag])
    if (backlogBytes > VIDEO_BACKLOG_BYTES) {
      const congested = !this.#skipsToKeyFrame
      this.#skipsToKeyFrame = true
      return { ...NOTHING, congested }
    }
    if (this.#skipsToKeyFrame && !isKeyFrame(tag)) return NOTHING
    this.#skipsToKeyFrame = false
    return this.#out([tag])
  }

  #configure(tag: FlvTag): PushOutput {
    this.#configs.set(tag.type, tag)
    return this.#baseMs === null ? NOTHING : this.#out([{ ...tag, timestampMs: this.#baseMs }])
  }

  #begin(tag: FlvTag): PushOutput {
    const tracks = this.#tracks.audio ? 2 : 1
    if (!isKeyFrame(tag) || this.#configs.size < tracks) return NOTHING
    this.#baseMs = tag.timestampMs
    this.#skipsToKeyFrame = false
    const heads = [this.#metadata(), ...this.#configs.values()]
    const output = this.#out([...heads.map((head) => ({ ...head, timestampMs: tag.timestampMs })), tag])
    return {
      ...output,
      bytes: [Uint8Array.from(flvHeader({ audio: this.#tracks.audio, video: true })), ...output.bytes],
    }
  }

  #metadata(): FlvTag {
    const { width, height, fps, audio } = this.#tracks
    const sound = audio ? { audiocodecid: 10 } : {}
    return metadataTag({ width, height, framerate: fps, videocodecid: 7, ...sound, encoder: 'kaibo-preview' })
  }

  #out(tags: readonly FlvTag[]): PushOutput {
    const timed = tags.map((tag) => this.#retime(tag))
    return { tags: timed, bytes: timed.map(writeTag), congested: false }
  }

  #retime(tag: FlvTag): FlvTag {
    const lastMs = this.#lastMs.get(tag.type) ?? 0
    const timestampMs = Math.max(lastMs, Math.round(tag.timestampMs - (this.#baseMs ?? 0)))
    this.#lastMs.set(tag.type, timestampMs)
    return { ...tag, timestampMs }
  }
}
