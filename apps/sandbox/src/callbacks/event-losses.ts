import type { CallbackFaults } from '../control/faults.ts'
import type { CallbackEvent } from './callback-event.ts'

export type EventKind = 'start' | 'end'

export interface EventLossesOptions {
  readonly faults: () => CallbackFaults
  /** Uses up one of `dropNext`. Returns whether there was one left. */
  readonly takeDrop: (kind: EventKind) => boolean
  readonly random: () => number
}

/** Decides which events are lost on demand. */
export class EventLosses {
  readonly #options: EventLossesOptions
  #events = 0

  constructor(options: EventLossesOptions) {
    this.#options = options
  }

  /** Whether this event never leaves; asked once per event. */
  take(event: CallbackEvent): boolean {
    const { faults, takeDrop, random } = this.#options
    const { dropEvery, dropShare } = faults()
    const kind: EventKind = event.event_type === 1 ? 'start' : 'end'
    this.#events += 1
    if (takeDrop(kind)) return true
    if (dropEvery !== undefined && this.#events % dropEvery === 0) return true
    return random() < (dropShare?.[kind] ?? 0)
  }
}
