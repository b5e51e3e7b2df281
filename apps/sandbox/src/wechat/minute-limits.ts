import type { WechatCall } from './wechat-call.ts'
import { WechatError } from './wechat-error.ts'

/** Calls a minute, as the documents of each call say; the others have none that is documented. */
export type MinuteLimits = Readonly<Partial<Record<WechatCall, number>>>

export const WECHAT_LIMITS: MinuteLimits = { token: 10_000, text: 4_000, image: 2_000, code: 5_000 }

/** Counts calls per minute of the clock. */
export class MinuteLimiter {
  readonly #limits: MinuteLimits
  readonly #clock: () => number
  readonly #used = new Map<WechatCall, number>()
  #minute = 0

  constructor(limits: MinuteLimits, clock: () => number) {
    this.#limits = limits
    this.#clock = clock
  }

  /** @throws WechatError 45009 for codes, 45011 for the others */
  count(call: WechatCall): void {
    const minute = Math.floor(this.#clock() / 60_000)
    if (minute !== this.#minute) this.#used.clear()
    this.#minute = minute
    const used = (this.#used.get(call) ?? 0) + 1
    this.#used.set(call, used)
    if (used <= (this.#limits[call] ?? Number.POSITIVE_INFINITY)) return
    throw call === 'code'
      ? new WechatError(45009, 'reach max api daily quota limit')
      : new WechatError(45011, 'api minute-quota reach limit, must slower, retry next minute')
  }
}
