import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { CallbackFaults } from '../control/faults.ts'
import type { Logger } from '../logger.ts'
import type { CallbackEvent } from './callback-event.ts'
import { signCallback } from './callback-signature.ts'
import { type Delivery, DeliveryLog, type DeliveryOutcome, type OpenDelivery } from './delivery-log.ts'
import { EventSwaps } from './event-swaps.ts'
import { postJson } from './post-json.ts'

/** Tencent's rule for push callbacks: 20 s for an answer, then one more try each minute, twelve times. */
export interface RetryRule {
  readonly timeoutMs: number
  readonly intervalMs: number
  /** Tries after the first. */
  readonly times: number
  /** Whether each try carries a fresh `t`; Tencent does not say, so the first one is kept by default. */
  readonly renewT: boolean
}

export const TENCENT_RETRY: RetryRule = { timeoutMs: 20_000, intervalMs: 60_000, times: 12, renewT: false }

export interface CallbackSenderOptions {
  readonly callbackKey: string
  readonly retry: RetryRule
  readonly faults: () => CallbackFaults
  /** Whether an event is lost on demand. */
  readonly loses: (event: CallbackEvent) => boolean
  /** How long an event waits to be overtaken, where that is asked for. */
  readonly reorderMs: number
  readonly clock: () => number
  readonly logger: Logger
}

interface Signature {
  readonly t: number
  readonly sign: string
}

/**
 * Delivers push callbacks. First tries of one stream go out one after the other, so that an end never
 * overtakes its start unless that is asked for; further tries go their own way and may overtake anything, as
 * with Tencent.
 */
export class CallbackSender {
  readonly #options: CallbackSenderOptions
  readonly #log = new DeliveryLog()
  readonly #abort = new AbortController()
  readonly #chains = new Map<string, Promise<void>>()
  readonly #retries = new Map<NodeJS.Timeout, OpenDelivery>()
  readonly #swaps: EventSwaps
  #url: URL | null = null
  #stopping = false

  constructor(options: CallbackSenderOptions) {
    this.#options = options
    this.#swaps = new EventSwaps(options.reorderMs)
    // One for each delivery under way, of which there may be many: node would take them for a leak.
    setMaxListeners(0, this.#abort.signal)
  }

  /** `null` takes the callback URL away: further events are lost, as with a domain without a template. */
  setUrl(url: URL | null): void {
    this.#url = url
  }

  deliveries(): Delivery[] {
    return this.#log.list()
  }

  counts(): Record<DeliveryOutcome, number> {
    return this.#log.counts()
  }

  send(event: CallbackEvent): void {
    if (!this.#url) this.#log.open(event, 'unconfigured')
    else if (this.#options.loses(event)) this.#log.open(event, 'dropped')
    else this.#dispatch(event, this.#openDeliveries(event))
  }

  /** Gives first tries that are still under way up to `graceMs`, then ends everything. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true
    this.#swaps.releaseAll()
    for (const [timer, delivery] of this.#retries) {
      clearTimeout(timer)
      this.#log.turn(delivery, 'cancelled')
    }
    this.#retries.clear()
    const graceOver = setTimeout(() => this.#abort.abort(), graceMs)
    await Promise.all(this.#chains.values())
    clearTimeout(graceOver)
    this.#abort.abort()
  }

  #openDeliveries(event: CallbackEvent): OpenDelivery[] {
    const { duplicate = false } = this.#options.faults()
    const copies = Array.from({ length: Number(duplicate) })
    return [
      this.#log.open(event, 'pending'),
      ...copies.map(() => this.#log.open(event, 'pending', { duplicate: true })),
    ]
  }

  #dispatch(event: CallbackEvent, deliveries: readonly OpenDelivery[]): void {
    const pass = () => {
      for (const delivery of deliveries) this.#enqueue(event, delivery)
    }
    const { stream_id: streamName } = event
    if (this.#options.faults().reorder && !this.#swaps.isHolding(streamName)) {
      this.#swaps.hold(streamName, pass)
    } else {
      pass()
      this.#swaps.release(streamName)
    }
  }

  #enqueue(event: CallbackEvent, delivery: OpenDelivery): void {
    const before = this.#chains.get(event.stream_id) ?? Promise.resolve()
    const chain = before.then(() => this.#first(event, delivery))
    this.#chains.set(event.stream_id, chain)
    void chain.then(() => {
      if (this.#chains.get(event.stream_id) === chain) this.#chains.delete(event.stream_id)
    })
  }

  async #first(event: CallbackEvent, delivery: OpenDelivery): Promise<void> {
    const { delayMs } = this.#options.faults()
    const { signal } = this.#abort
    if (delayMs !== undefined) await delay(delayMs, undefined, { signal }).catch(() => {})
    await this.#attempt(event, delivery, this.#sign())
  }

  async #attempt(event: CallbackEvent, delivery: OpenDelivery, signature: Signature): Promise<void> {
    const { retry, clock, logger } = this.#options
    const atMs = clock()
    try {
      const status = await this.#post({ ...event, ...signature })
      delivery.attempts.push({ atMs, status })
      if (status === 200) {
        this.#log.turn(delivery, 'delivered')
        return
      }
    } catch (error) {
      delivery.attempts.push({ atMs, error: error instanceof Error ? error.message : String(error) })
    }
    if (this.#stopping) this.#log.turn(delivery, 'cancelled')
    else if (delivery.attempts.length > retry.times) this.#log.turn(delivery, 'gave-up')
    else this.#retryLater(event, delivery, signature)
    logger.warn(`callback ${delivery.number} for ${delivery.streamName} failed: ${delivery.outcome}`)
  }

  #retryLater(event: CallbackEvent, delivery: OpenDelivery, signature: Signature): void {
    const { retry, faults } = this.#options
    const { intervalMs } = retry
    const renewT = faults().renewT ?? retry.renewT
    this.#log.turn(delivery, 'retrying')
    const timer = setTimeout(() => {
      this.#retries.delete(timer)
      void this.#attempt(event, delivery, renewT ? this.#sign() : signature)
    }, intervalMs)
    this.#retries.set(timer, delivery)
  }

  async #post(body: CallbackEvent & Signature): Promise<number> {
    if (!this.#url) throw new Error('no callback URL is set any more')
    const { timeoutMs } = this.#options.retry
    return postJson(this.#url, JSON.stringify(body), { timeoutMs, signal: this.#abort.signal })
  }

  #sign(): Signature {
    return signCallback(this.#options.callbackKey, this.#options.clock())
  }
}
