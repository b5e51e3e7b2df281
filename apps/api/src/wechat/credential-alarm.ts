import type { Logger } from 'pino'

/**
 * Says once and loudly that WeChat refuses our AppID, AppSecret or address, since only a person can mend that; again
 * only after a call was accepted in between.
 */
export class CredentialAlarm {
  readonly #logger: Pick<Logger, 'error'>
  #isRaised = false

  constructor(logger: Pick<Logger, 'error'>) {
    this.#logger = logger
  }

  refused(code: string | undefined): void {
    const cure = code === undefined ? undefined : CURES[code]
    if (cure === undefined || this.#isRaised) return
    this.#isRaised = true
    this.#logger.error({ code }, `WeChat refuses our calls: ${cure}`)
  }

  accepted(): void {
    this.#isRaised = false
  }
}

/** WeChat's global return codes, where a person has to act (mp.weixin.qq.com → 开发管理 → 开发设置). */
const CURES: Readonly<Record<string, string>> = {
  '40013': 'KAIBO_WECHAT_APPID is not an AppID; copy it again from the console.',
  '40125': 'KAIBO_WECHAT_SECRET is not the AppSecret of KAIBO_WECHAT_APPID; was it reset?',
  '40164': "this server's address is not on the AppSecret's IP list; add it in the console.",
  '40243': 'the AppSecret is frozen; unfreeze it in the console.',
  '48001': 'the mini-program may not use this API; look at its permissions in the console.',
  '50002': 'the mini-program is restricted; look at the notices in the console.',
}
