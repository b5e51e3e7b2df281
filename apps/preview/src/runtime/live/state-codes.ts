import { Timers } from './timers.ts'

export type Emit = (event: string, detail: Readonly<Record<string, unknown>>) => void

/**
 * Raises `statechange` in later tasks, in the order of the calls: a phone's component lives in another thread, so no
 * code ever arrives inside the call that caused it, and a page's `setData` is not re-entered.
 */
export class StateCodes {
  readonly #timers = new Timers()
  readonly #emit: Emit
  readonly #messages: Readonly<Record<number, string>>

  constructor(emit: Emit, messages: Readonly<Record<number, string>>) {
    this.#emit = emit
    this.#messages = messages
  }

  readonly raise = (code: number): void => {
    this.event('statechange', { code, message: this.#messages[code] ?? '' })
  }

  event(name: string, detail: Readonly<Record<string, unknown>>): void {
    this.#timers.after(0, () => this.#emit(name, detail))
  }

  /** What has not been delivered yet never will be. */
  silence(): void {
    this.#timers.clear()
  }
}
