const MOST_REMEMBERED = 10_000

/** Who is over a limit until when, as far as this node found out. Bounded: the oldest are forgotten first. */
export class KnownRefusals {
  readonly #untilMs = new Map<string, number>()
  readonly #longestMs: number

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

  /** Until when the key is refused, if it still is. A clock that was set back does not make a refusal longer. */
  untilMs(key: string, nowMs: number): number | undefined {
    const untilMs = this.#untilMs.get(key)
    if (untilMs === undefined) return undefined
    if (untilMs > nowMs && untilMs - nowMs <= this.#longestMs) return untilMs
    this.#untilMs.delete(key)
    return undefined
  }
}
