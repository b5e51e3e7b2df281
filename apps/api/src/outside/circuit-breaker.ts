/** `closed` lets every try through, `open` none, `half-open` has one under way that decides. */
export type CircuitState = 'closed' | 'open' | 'half-open'

/** One try that was let through; exactly one of the two is called when it is over. */
export type CircuitPass = { succeeded(): void; failed(): void }

type Options = {
  /** So many failures in a row open the circuit. */
  failures: number
  /** So long an open circuit lets nothing through, then one try. */
  openMs: number
  /** A clock that only ever grows. */
  nowMs(): number
  onChange(state: CircuitState): void
}

/** Keeps callers from waiting for a service that does not answer, and the service from being called while it is down. */
export class CircuitBreaker {
  readonly #options: Options
  #state: CircuitState = 'closed'
  #sinceMs = 0
  #failures = 0
  /** Counts the changes: the outcome of a try that began before the last one says nothing about now. */
  #round = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** For the log and for metrics. `open` also when the time has come for a try and nobody has asked yet. */
  get state(): CircuitState {
    return this.#state
  }

  /** Leave to try, or undefined. A half-open try that is never settled holds the others up for `openMs` only. */
  enter(): CircuitPass | undefined {
    if (this.#state !== 'closed') {
      if (this.#options.nowMs() - this.#sinceMs < this.#options.openMs) return undefined
      this.#change('half-open')
    }
    const round = this.#round
    return {
      succeeded: () => {
        if (round === this.#round) this.#succeed()
      },
      failed: () => {
        if (round === this.#round) this.#fail()
      },
    }
  }

  #succeed(): void {
    this.#failures = 0
    if (this.#state !== 'closed') this.#change('closed')
  }

  #fail(): void {
    this.#failures += 1
    // A half-open try comes on top of those that opened the circuit: its failure is enough.
    if (this.#failures >= this.#options.failures) this.#change('open')
  }

  #change(state: CircuitState): void {
    const isNews = state !== this.#state
    this.#state = state
    this.#sinceMs = this.#options.nowMs()
    this.#round += 1
    if (isNews) this.#options.onChange(state)
  }
}
