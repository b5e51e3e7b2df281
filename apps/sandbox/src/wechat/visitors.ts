import { WechatError } from './wechat-error.ts'

const RECENT_MS = 2 * 3_600_000
const MOST = 10_000

/** Who used the mini-program when, by openid; here, using it is logging in. */
export class Visitors {
  readonly #lastAtMs = new Map<string, number>()
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.#clock = clock
  }

  came(openid: string): void {
    this.#lastAtMs.delete(openid)
    this.#lastAtMs.set(openid, this.#clock())
    const oldest = this.#lastAtMs.size > MOST ? this.#lastAtMs.keys().next() : undefined
    if (oldest && !oldest.done) this.#lastAtMs.delete(oldest.value)
  }

  /** @throws WechatError 40003 for nobody's openid */
  checkKnown(openid: string): void {
    if (!this.#lastAtMs.has(openid)) throw new WechatError(40003, 'invalid openid')
  }

  /** @throws WechatError 40003, or 61010 for who was not here in the last two hours */
  checkRecent(openid: string): void {
    this.checkKnown(openid)
    const lastAtMs = this.#lastAtMs.get(openid) ?? 0
    if (this.#clock() - lastAtMs > RECENT_MS) throw new WechatError(61010, 'code is expired')
  }
}
