import { Timers } from '../../timers.ts'
import type { TagSink } from '../media-feed.ts'
import { type AacEncoder, openAacEncoder } from './aac-encoder.ts'
import { PcmClock } from './pcm-clock.ts'
import { PcmTap } from './pcm-tap.ts'

export interface SoundSettings {
  /** `null`: there is no microphone, silence is sent. */
  readonly microphone: MediaStream | null
  readonly sampleRate: number
  readonly bitrate: number
  /** Milliseconds on the feed's clock. */
  readonly now: () => number
  readonly sink: TagSink
  readonly failed: () => void
}

/** The microphone as AAC, without gaps. */
export class SoundFeed {
  readonly #settings: SoundSettings
  readonly #timers = new Timers()
  #encoder: AacEncoder | null = null
  #tap: PcmTap | null = null
  #clock: PcmClock | null = null
  #muted = false
  #volume = 1
  #closed = false

  constructor(settings: SoundSettings) {
    this.#settings = settings
    this.#open().catch(settings.failed)
  }

  set muted(muted: boolean) {
    this.#muted = muted
  }

  set volume(volume: number) {
    this.#volume = volume
    if (this.#tap !== null) this.#tap.volume = volume
  }

  close(): void {
    this.#closed = true
    this.#timers.clear()
    this.#tap?.close()
    this.#encoder?.close()
    this.#encoder = null
  }

  async #open(): Promise<void> {
    const { microphone, sampleRate, bitrate, sink, failed, now } = this.#settings
    const guarded: TagSink = (tag) => this.#closed || sink(tag)
    const encoder = await openAacEncoder({ sampleRate, bitrate, sink: guarded, failed })
    if (this.#closed) return encoder.close()
    this.#encoder = encoder
    this.#clock = new PcmClock(sampleRate, now())
    this.#timers.every(100, () => this.#fill())
    if (microphone === null) return
    const tap = await PcmTap.open(microphone, sampleRate, (samples) => this.#take(samples))
    if (this.#closed) return tap.close()
    this.#tap = tap
    tap.volume = this.#volume
  }

  #take(samples: Float32Array<ArrayBuffer>): void {
    if (this.#clock === null || this.#clock.isAhead(this.#settings.now())) return
    this.#encode(this.#muted ? samples.fill(0) : samples)
  }

  #fill(): void {
    const missing = this.#clock?.missing(this.#settings.now()) ?? 0
    if (missing > 0) this.#encode(new Float32Array(missing))
  }

  #encode(samples: Float32Array<ArrayBuffer>): void {
    if (this.#clock === null) return
    this.#encoder?.encode(samples, this.#clock.nextMs)
    this.#clock.advance(samples.length)
  }
}
