import { FlvReader } from './flv-reader.ts'
import { AUDIO_TAG, type FlvTag, isKeyFrame, isSequenceHeader, VIDEO_TAG } from './flv-tag.ts'

export interface FlvRates {
  /** kbit/s */
  readonly videoBitrate: number
  /** kbit/s */
  readonly audioBitrate: number
  readonly videoFPS: number
  /** Seconds between the last two key frames. */
  readonly videoGOP: number
  /** kbit/s over everything */
  readonly netSpeed: number
}

/** Counts what passes, for the `netstatus` event. */
export class FlvMeter {
  readonly #reader = new FlvReader()
  #videoBytes = 0
  #audioBytes = 0
  #frames = 0
  #gopMs = 0
  #keyFrameAtMs: number | null = null
  #sinceMs: number

  constructor(nowMs: number) {
    this.#sinceMs = nowMs
  }

  /** Returns whether the chunk completed a key frame. */
  bytes(chunk: Uint8Array): boolean {
    return this.#reader
      .push(chunk)
      .map((tag) => this.tag(tag))
      .includes(true)
  }

  /** Returns whether the tag is a key frame. */
  tag(tag: FlvTag): boolean {
    if (tag.type === AUDIO_TAG) this.#audioBytes += tag.payload.length
    if (tag.type !== VIDEO_TAG) return false
    this.#videoBytes += tag.payload.length
    if (!isSequenceHeader(tag)) this.#frames += 1
    if (!isKeyFrame(tag)) return false
    if (this.#keyFrameAtMs !== null) this.#gopMs = tag.timestampMs - this.#keyFrameAtMs
    this.#keyFrameAtMs = tag.timestampMs
    return true
  }

  /** Rates since the last call. */
  take(nowMs: number): FlvRates {
    const seconds = Math.max(0.001, (nowMs - this.#sinceMs) / 1000)
    const kbps = (bytes: number) => Math.round((bytes * 8) / 1000 / seconds)
    const rates = {
      videoBitrate: kbps(this.#videoBytes),
      audioBitrate: kbps(this.#audioBytes),
      videoFPS: Math.round(this.#frames / seconds),
      videoGOP: Math.round(this.#gopMs / 100) / 10,
      netSpeed: kbps(this.#videoBytes + this.#audioBytes),
    }
    this.#videoBytes = this.#audioBytes = this.#frames = 0
    this.#sinceMs = nowMs
    return rates
  }
}
