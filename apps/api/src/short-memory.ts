const MOST_REMEMBERED = 10_000

/**
 * What this process knows for a while, by key, so that a flood of the same costs nothing. Forgetting is harmless: the
 * store knows better. Bounded: the oldest are forgotten first.
 */
export class ShortMemory {
  readonly #untilMs = new Map<string, number>()
  readonly #longestMs: number

  /** No memory is believed for longer than `longestMs` ahead, so that a clock that was set back does no harm. */
  constructor(longestMs: number) {
    this.#longestMs = longestMs
  }

  remember(key: string, untilMs: number): void {
    this.#untilMs.delete(key)
    this.#untilMs.set(key, untilMs)
    if (this.#untilMs.size <= MOST_REMEMBERED) return
    for (const oldest of this.#untilMs.keys()) {
      this.#untilMs.delete(oldest)
      break
    }
  }

  forget(key: string): void {
    this.#untilMs.delete(key)
  }

  /** Until when the key is remembered, if it is. */
  untilMs(key: string, nowMs: number): number | undefined {
    const untilMs = this.#untilMs.get(key)
    if (untilMs === undefined) return undefined
    if (untilMs > nowMs && untilMs - nowMs <= this.#longestMs) return untilMs
    this.#untilMs.delete(key)
    return undefined
  }
}
