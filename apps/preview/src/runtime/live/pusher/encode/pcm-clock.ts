/**
 * Keeps a stream of samples beside the wall clock. Sound cards drift, stall and start late (an AudioContext waits for
 * a touch), and a stream whose sound stops makes players wait for it.
 */
export class PcmClock {
  readonly #sampleRate: number
  readonly #startMs: number
  #samples = 0

  /** Behind by more than this is filled with silence, ahead by more is left out. */
  static readonly TOLERANCE_MS = 250

  constructor(sampleRate: number, startMs: number) {
    this.#sampleRate = sampleRate
    this.#startMs = startMs
  }

  /** Where the next sample belongs. */
  get nextMs(): number {
    return this.#startMs + (this.#samples / this.#sampleRate) * 1000
  }

  /** How many silent samples have to come first. */
  missing(nowMs: number): number {
    const behindMs = nowMs - this.nextMs
    return behindMs > PcmClock.TOLERANCE_MS ? Math.floor((behindMs * this.#sampleRate) / 1000) : 0
  }

  isAhead(nowMs: number): boolean {
    return this.nextMs - nowMs > PcmClock.TOLERANCE_MS
  }

  advance(samples: number): void {
    this.#samples += samples
  }
}
