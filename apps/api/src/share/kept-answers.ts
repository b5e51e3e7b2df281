import type { Clock } from '../clock.ts'

type Options<Value> = {
  make: (key: string) => Promise<Value>
  /** More than so many are not kept: the oldest goes. */
  most: number
  keepMs: number
  /** So long a failure is told without another try. */
  keepFailureMs: number
  clock: Clock
}

type Entry<Value> = { value: Promise<Value>; untilMs: number }

/** Answers that are dear to get and stay good for a while: one question for all who ask at once or soon after. */
export class KeptAnswers<Value> {
  readonly #options: Options<Value>
  readonly #entries = new Map<string, Entry<Value>>()

  constructor(options: Options<Value>) {
    this.#options = options
  }

  /** Rejects as `make` does. */
  get(key: string): Promise<Value> {
    const { make, most, keepMs, keepFailureMs, clock } = this.#options
    const known = this.#entries.get(key)
    if (known && clock() < known.untilMs) return known.value
    const entry: Entry<Value> = { value: make(key), untilMs: clock() + keepMs }
    entry.value.catch(() => {
      entry.untilMs = clock() + keepFailureMs
    })
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    const oldest = this.#entries.size > most ? this.#entries.keys().next() : undefined
    if (oldest && !oldest.done) this.#entries.delete(oldest.value)
    return entry.value
  }
}
