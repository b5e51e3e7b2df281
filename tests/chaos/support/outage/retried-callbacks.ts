import { pushBody, signed, toBytes } from '../../../../apps/api/src/testing/signed-callback.ts'

/** Takes a callback at some second; rejects when it is not answered with 200. */
export type Receive = (rawBody: Buffer) => Promise<void>

type Delivery = {
  body: Record<string, unknown>
  t: number
  /** How long its tries wait in vain while nobody is there, in seconds: refused at once, or not answered at all. */
  waits: number
  dueAt: number
  tries: number
}

const EVERY_SECONDS = 60
/** The first try and twelve more (267/32744). */
const MOST_TRIES = 13
/** How long the provider waits for an answer. */
export const TIMEOUT_SECONDS = 20
const LIFETIME_SECONDS = 600

/**
 * The provider's deliveries on a simulated clock: a try that is not answered with 200 is repeated a minute later, up
 * to twelve times. Whether each try carries a fresh `t`, its documents do not say.
 */
export class RetriedCallbacks {
  readonly #renewT: boolean
  #deliveries: Delivery[] = []
  /** Tries that a running API did not answer with 200. */
  refused = 0
  givenUp = 0

  constructor(renewT: boolean) {
    this.#renewT = renewT
  }

  /**
   * @param waits how long a try waits while the API is down, in seconds: 0 when it is refused
   * @param nowSeconds UNIX time
   */
  send(fields: Record<string, unknown>, waits: number, nowSeconds: number): void {
    const body = pushBody({ event_time: nowSeconds, ...fields })
    this.#deliveries.push({ body, t: nowSeconds + LIFETIME_SECONDS, waits, dueAt: nowSeconds, tries: 0 })
  }

  /** Makes the tries that are due. Without a receiver the API is down. */
  async deliver(nowSeconds: number, receive: Receive | undefined): Promise<void> {
    const due = this.#deliveries.filter(({ dueAt }) => dueAt <= nowSeconds)
    this.#deliveries = this.#deliveries.filter(({ dueAt }) => dueAt > nowSeconds)
    for (const delivery of due) {
      if (!(await this.#try(delivery, nowSeconds, receive))) this.#again(delivery, nowSeconds)
    }
  }

  async #try({ body, t }: Delivery, nowSeconds: number, receive: Receive | undefined): Promise<boolean> {
    if (!receive) return false
    const signature = signed(this.#renewT ? nowSeconds + LIFETIME_SECONDS : t)
    try {
      await receive(toBytes({ ...body, ...signature }))
      return true
    } catch {
      this.refused += 1
      return false
    }
  }

  #again(delivery: Delivery, nowSeconds: number): void {
    const tries = delivery.tries + 1
    if (tries === MOST_TRIES) this.givenUp += 1
    else this.#deliveries.push({ ...delivery, tries, dueAt: nowSeconds + delivery.waits + EVERY_SECONDS })
  }
}
