import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../logger.ts'
import { type PushSettings, pushMessage, signedQuery } from './push-message.ts'
import { pushRequest } from './push-request.ts'

/** What became of one event. */
export interface PushDelivery {
  readonly number: number
  readonly event: string
  readonly traceId: string
  /** `lost`: dropped on demand; `unconfigured`: no address was set. */
  outcome: 'pending' | 'delivered' | 'gave-up' | 'lost' | 'unconfigured'
  tries: number
}

export interface PushEvent {
  readonly ToUserName: string
  readonly Event: string
  readonly trace_id: string
  readonly [field: string]: unknown
}

export interface MessagePushOptions {
  readonly settings: PushSettings | undefined
  readonly loses: () => boolean
  readonly clock: () => number
  readonly randomBytes: (size: number) => Buffer
  readonly logger: Logger
  /** WeChat waits 5 s and tries three times. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 5_000
const TRIES = 3
const SPACING_MS = 50
const KEPT = 200

/** WeChat's message push: events of the account, posted to the address that a person set in the console. */
export class MessagePush {
  readonly #options: MessagePushOptions
  readonly #abort = new AbortController()
  readonly #running = new Set<Promise<void>>()
  readonly #deliveries: PushDelivery[] = []
  #url: URL | null = null
  #last = 0

  constructor(options: MessagePushOptions) {
    this.#options = options
  }

  /**
   * Sets the address after asking it, as the console does when it is saved; `null` takes it away.
   * @throws Error with a sentence when the account has no token, or the address does not answer as it must
   */
  async setUrl(url: URL | null): Promise<void> {
    if (url) await this.#ask(url)
    this.#url = url
  }

  deliveries(): PushDelivery[] {
    return this.#deliveries.map((delivery) => ({ ...delivery }))
  }

  send(event: PushEvent): void {
    this.#last += 1
    const outcome = !this.#url ? 'unconfigured' : this.#options.loses() ? 'lost' : 'pending'
    const delivery: PushDelivery = {
      number: this.#last,
      event: event.Event,
      traceId: event.trace_id,
      outcome,
      tries: 0,
    }
    this.#deliveries.push(delivery)
    if (this.#deliveries.length > KEPT) this.#deliveries.shift()
    if (this.#url && outcome === 'pending') this.#run(this.#deliver(this.#url, event, delivery))
  }

  /** Ends what is under way. */
  async stop(): Promise<void> {
    this.#abort.abort()
    await Promise.all(this.#running)
  }

  #run(work: Promise<void>): void {
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
  }

  async #ask(url: URL): Promise<void> {
    const { settings, clock } = this.#options
    if (!settings) throw new Error('the sandbox has no token for the message push (KAIBO_WECHAT_PUSH_TOKEN)')
    const echostr = this.#word()
    const query = { ...signedQuery(settings.token, { nowMs: clock(), nonce: this.#word() }), echostr }
    const { status, text } = await this.#request(url, { query })
    if (status !== 200 || text !== echostr) {
      throw new Error(`the address did not answer the echostr (HTTP ${status}): is its token the same?`)
    }
  }

  async #deliver(url: URL, event: PushEvent, delivery: PushDelivery): Promise<void> {
    while (delivery.tries < TRIES && !this.#abort.signal.aborted) {
      if (delivery.tries > 0)
        await delay(SPACING_MS, undefined, { signal: this.#abort.signal }).catch(() => {})
      delivery.tries += 1
      if (await this.#isTaken(url, event)) {
        delivery.outcome = 'delivered'
        return
      }
    }
    delivery.outcome = 'gave-up'
    this.#options.logger.warn(`push ${delivery.number} (${delivery.event}) was not taken`)
  }

  async #isTaken(url: URL, event: PushEvent): Promise<boolean> {
    const { settings, clock, randomBytes } = this.#options
    if (!settings) return false
    const chance = { nowMs: clock(), nonce: this.#word(), random: randomBytes(16) }
    const answer = await this.#request(url, pushMessage(event, settings, chance)).catch(() => undefined)
    return answer?.status === 200 && (answer.text === 'success' || answer.text === '')
  }

  #request(url: URL, message: { query: Readonly<Record<string, string>>; body?: string }) {
    const { timeoutMs = TIMEOUT_MS } = this.#options
    return pushRequest(url, { ...message, timeoutMs, signal: this.#abort.signal })
  }

  #word(): string {
    return this.#options.randomBytes(8).readBigUInt64BE().toString()
  }
}
