import type { Logger } from 'pino'
import { isUnauthorized } from './cloud-error-code.ts'

/**
 * Says once and loudly that Tencent refuses our API key, since only a person can mend that; again only after a call
 * was accepted in between.
 */
export class KeyAlarm {
  readonly #logger: Pick<Logger, 'error'>
  #isRaised = false

  constructor(logger: Pick<Logger, 'error'>) {
    this.#logger = logger
  }

  refused(code: string): void {
    const cure = cureOf(code)
    if (cure === undefined || this.#isRaised) return
    this.#isRaised = true
    this.#logger.error({ code }, `Tencent Cloud refuses our calls: ${cure}`)
  }

  accepted(): void {
    this.#isRaised = false
  }
}

/** Codes that all of Tencent's APIs have in common (document 1388/114322). */
function cureOf(code: string): string | undefined {
  if (code === 'AuthFailure.SignatureExpire') {
    return "this machine's clock is more than five minutes off; set it right."
  }
  if (isUnauthorized(code)) {
    return 'the API key may not do this; give its user the permissions for live that the README lists.'
  }
  return /^AuthFailure(\.|$)/.test(code)
    ? 'check KAIBO_CLOUD_SECRET_ID and KAIBO_CLOUD_SECRET_KEY at console.cloud.tencent.com/cam/capi.'
    : undefined
}
