/** A stream that may not be pushed, and until when, in ms. */
export interface ForbiddenStream {
  readonly streamName: string
  readonly resumesAtMs: number
}

/** Streams that may not be pushed for a time, as ForbidLiveStream and ResumeLiveStream keep them. */
export class ForbiddenStreams {
  readonly #untilMs = new Map<string, number>()
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.#clock = clock
  }

  forbid(streamName: string, untilMs: number): void {
    this.#forgetLapsed()
    this.#untilMs.set(streamName, untilMs)
  }

  allow(streamName: string): void {
    this.#untilMs.delete(streamName)
  }

  has(streamName: string): boolean {
    const untilMs = this.#untilMs.get(streamName)
    return untilMs !== undefined && untilMs > this.#clock()
  }

  /** Those that are forbidden now, in the order in which they were. */
  list(): ForbiddenStream[] {
    const all = [...this.#untilMs].map(([streamName, resumesAtMs]) => ({ streamName, resumesAtMs }))
    return all.filter(({ streamName }) => this.has(streamName))
  }

  #forgetLapsed(): void {
    const now = this.#clock()
    for (const [streamName, untilMs] of this.#untilMs) {
      if (untilMs <= now) this.#untilMs.delete(streamName)
    }
  }
}
