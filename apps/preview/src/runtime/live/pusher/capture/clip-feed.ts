import { Timers } from '../../timers.ts'
import type { MediaFeed, TagSink } from '../media-feed.ts'
import type { PushTracks } from '../push-stream.ts'
import { type Clip, ClipLoop } from './clip.ts'

const TICK_MS = 40
// After this long without a tick the tab was asleep: what it missed is not sent late.
const ASLEEP_MS = 1_000

/** The demo clip as if it were live, for a computer without a camera. */
export class ClipFeed implements MediaFeed {
  readonly tracks: PushTracks
  readonly #clip: Clip
  readonly #timers = new Timers()
  #originMs = performance.now()
  #loop: ClipLoop
  #elapsedMs = 0
  #offsetMs = 0

  constructor(clip: Clip, size: { width: number; height: number }) {
    this.#clip = clip
    this.#loop = new ClipLoop(clip)
    this.tracks = { ...size, fps: 25, audio: clip.configs.length > 1 }
  }

  start(sink: TagSink): void {
    for (const config of this.#clip.configs) sink(config)
    this.#timers.every(TICK_MS, () => {
      const nowMs = performance.now()
      if (nowMs - this.#originMs - this.#elapsedMs > ASLEEP_MS) this.#rewind()
      this.#elapsedMs = nowMs - this.#originMs
      const offsetMs = this.#offsetMs
      for (const tag of this.#loop.due(this.#elapsedMs)) {
        sink({ ...tag, timestampMs: tag.timestampMs + offsetMs })
      }
    })
  }

  /** The clip begins with one. */
  requestKeyFrame(): void {
    this.#rewind()
  }

  /** A film has no picture to hold. */
  hold(): void {}

  close(): void {
    this.#timers.clear()
  }

  #rewind(): void {
    const nowMs = performance.now()
    this.#offsetMs += nowMs - this.#originMs
    this.#originMs = nowMs
    this.#elapsedMs = 0
    this.#loop = new ClipLoop(this.#clip)
  }
}
