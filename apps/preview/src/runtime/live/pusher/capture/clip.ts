import { FlvReader } from '../../flv/flv-reader.ts'
import {
  AUDIO_TAG,
  type FlvTag,
  isEndOfSequence,
  isSequenceHeader,
  SCRIPT_TAG,
  VIDEO_TAG,
} from '../../flv/flv-tag.ts'

/** A short broadcast in a file, prepared for endless repetition. */
export interface Clip {
  readonly configs: readonly FlvTag[]
  /** In order; the first time is 0. */
  readonly frames: readonly FlvTag[]
  readonly durationMs: number
}

/** @throws Error when the bytes are not FLV or hold no picture */
export function readClip(file: Uint8Array): Clip {
  const tags = new FlvReader().push(file).filter((tag) => tag.type !== SCRIPT_TAG && !isEndOfSequence(tag))
  const coded = tags.filter((tag) => !isSequenceHeader(tag))
  const startMs = coded.reduce(
    (least, { timestampMs }) => Math.min(least, timestampMs),
    Number.POSITIVE_INFINITY,
  )
  const frames = coded.map((tag) => ({ ...tag, timestampMs: tag.timestampMs - startMs }))
  if (!frames.some(({ type }) => type === VIDEO_TAG)) throw new Error('The demo clip has no picture')
  const durationMs = Math.max(trackEndMs(frames, AUDIO_TAG), trackEndMs(frames, VIDEO_TAG))
  return { configs: tags.filter(isSequenceHeader), frames, durationMs }
}

/** The last frame lasts as long as the others of its track do on average. */
function trackEndMs(frames: readonly FlvTag[], type: number): number {
  const times = frames.filter((frame) => frame.type === type).map((frame) => frame.timestampMs)
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  return Math.round(last + (times.length > 1 ? (last - first) / (times.length - 1) : 0))
}

/** The clip again and again on one rising timeline: a time that jumps back is a fault to players. */
export class ClipLoop {
  readonly #clip: Clip
  #index = 0
  #roundStartMs = 0

  constructor(clip: Clip) {
    this.#clip = clip
  }

  /** The frames that have become due at `elapsedMs` since the loop began. */
  due(elapsedMs: number): FlvTag[] {
    const { frames, durationMs } = this.#clip
    const tags: FlvTag[] = []
    for (;;) {
      const frame = frames[this.#index]
      if (frame === undefined) {
        this.#index = 0
        this.#roundStartMs += durationMs
        continue
      }
      const timestampMs = this.#roundStartMs + frame.timestampMs
      if (timestampMs > elapsedMs) return tags
      tags.push({ ...frame, timestampMs })
      this.#index += 1
    }
  }
}
