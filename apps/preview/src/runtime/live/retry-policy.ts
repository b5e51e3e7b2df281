export interface RetrySettings {
  /** Phones try three times. */
  readonly times: number
  /** Phones wait about three seconds before each try. */
  readonly spacingMs: number
}

export type RetryStep = { readonly kind: 'retry'; readonly delayMs: number } | { readonly kind: 'give-up' }

/** How often a tag reconnects by itself. Media that flows again makes the tries whole again. */
export class RetryPolicy {
  readonly #settings: RetrySettings
  #used = 0

  constructor(settings: RetrySettings) {
    this.#settings = settings
  }

  /** Ask after every lost connection and every failed try. */
  next(): RetryStep {
    if (this.#used >= this.#settings.times) return { kind: 'give-up' }
    this.#used += 1
    return { kind: 'retry', delayMs: this.#settings.spacingMs }
  }

  recovered(): void {
    this.#used = 0
  }
}
