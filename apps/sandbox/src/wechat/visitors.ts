import { WechatError } from './wechat-error.ts'

/** The openids that this sandbox gives out. */
const OPENID = /^odev_[A-Za-z0-9_-]{22}$/

/**
 * Who used the mini-program in the last two hours. The sandbox sees logins only, and people stay logged in for days, so
 * everybody did, until somebody says that a person was away.
 */
export class Visitors {
  readonly #away = new Set<string>()

  /** The person logged in. */
  came(openid: string): void {
    this.#away.delete(openid)
  }

  /** The person has not been here for two hours, until the next login. */
  left(openid: string): void {
    this.#away.add(openid)
  }

  /** @throws WechatError 40003 for nobody's openid */
  checkKnown(openid: string): void {
    if (!OPENID.test(openid)) throw new WechatError(40003, 'invalid openid')
  }

  /** @throws WechatError 40003, or 61010 for who was not here in the last two hours */
  checkRecent(openid: string): void {
    this.checkKnown(openid)
    if (this.#away.has(openid)) throw new WechatError(61010, 'code is expired')
  }
}
