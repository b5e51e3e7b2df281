import type { CallbackEvent } from './callback-event.ts'
import { maskQuery } from './mask-query.ts'

/**
 * `pending`: the first attempt is under way or waits its turn; `retrying`: it failed and will be repeated;
 * `delivered`: answered 200; `gave-up`: all attempts failed; `unconfigured`: no callback URL was set;
 * `dropped`: lost by a fault on demand; `cancelled`: the sandbox stopped before it got through.
 */
export type DeliveryOutcome =
  | 'pending'
  | 'retrying'
  | 'delivered'
  | 'gave-up'
  | 'unconfigured'
  | 'dropped'
  | 'cancelled'

export interface DeliveryAttempt {
  readonly atMs: number
  /** The answer's HTTP status, or why there was none. */
  readonly status?: number
  readonly error?: string
}

/** What became of one callback. Holds neither signature, callback URL nor credentials. */
export interface Delivery extends Readonly<Omit<OpenDelivery, 'attempts'>> {
  readonly attempts: readonly DeliveryAttempt[]
}

/** A delivery whose fate is not sealed. */
export interface OpenDelivery {
  readonly number: number
  readonly eventType: 0 | 1
  readonly streamName: string
  readonly sequence: string
  readonly errcode: number
  readonly streamParam: string
  readonly duplicate: boolean
  outcome: DeliveryOutcome
  readonly attempts: DeliveryAttempt[]
}

const KEPT = 200

/** The last 200 deliveries, oldest first, and how many of all there were have which outcome. */
export class DeliveryLog {
  readonly #counts: Record<DeliveryOutcome, number> = {
    pending: 0,
    retrying: 0,
    delivered: 0,
    'gave-up': 0,
    unconfigured: 0,
    dropped: 0,
    cancelled: 0,
  }
  #deliveries: OpenDelivery[] = []
  #last = 0

  open(event: CallbackEvent, outcome: DeliveryOutcome, { duplicate = false } = {}): OpenDelivery {
    this.#last += 1
    const delivery: OpenDelivery = {
      number: this.#last,
      eventType: event.event_type,
      streamName: event.stream_id,
      sequence: event.sequence,
      errcode: event.errcode,
      streamParam: maskQuery(event.stream_param),
      duplicate,
      outcome,
      attempts: [],
    }
    this.#counts[outcome] += 1
    this.#deliveries.push(delivery)
    if (this.#deliveries.length > KEPT) this.#deliveries.shift()
    return delivery
  }

  turn(delivery: OpenDelivery, outcome: DeliveryOutcome): void {
    this.#counts[delivery.outcome] -= 1
    this.#counts[outcome] += 1
    delivery.outcome = outcome
  }

  list(): Delivery[] {
    return this.#deliveries.map((delivery) => ({ ...delivery, attempts: [...delivery.attempts] }))
  }

  counts(): Record<DeliveryOutcome, number> {
    return { ...this.#counts }
  }
}
