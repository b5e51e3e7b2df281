interface Waiting {
  readonly pass: () => void
  readonly timer: NodeJS.Timeout
}

/** Lets an event be overtaken by the next one of the same stream: it waits a moment for that one. */
export class EventSwaps {
  readonly #waitMs: number
  readonly #waiting = new Map<string, Waiting>()

  constructor(waitMs: number) {
    this.#waitMs = waitMs
  }

  /** Calls `pass` for an event that may be overtaken: after the next one's, or when that has not come in time. */
  hold(streamName: string, pass: () => void): void {
    const timer = setTimeout(() => this.release(streamName), this.#waitMs)
    this.#waiting.set(streamName, { pass, timer })
  }

  isHolding(streamName: string): boolean {
    return this.#waiting.has(streamName)
  }

  /** Lets go of what waits. */
  release(streamName: string): void {
    const waiting = this.#waiting.get(streamName)
    if (!waiting) return
    clearTimeout(waiting.timer)
    this.#waiting.delete(streamName)
    waiting.pass()
  }

  releaseAll(): void {
    for (const streamName of [...this.#waiting.keys()]) this.release(streamName)
  }
}
