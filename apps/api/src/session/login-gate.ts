import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { addressKey } from '../rate-limit/address-key.ts'
import type { LimitedUse, RateLimiter } from '../rate-limit/rate-limiter.ts'
import { ShortMemory } from '../short-memory.ts'
import type { Database } from '../storage/database.ts'
import { loginCodeStore } from './login-code-store.ts'

/** WeChat's own memory of a code is about 5 minutes; this is longer, so that it never hears of a code twice. */
export const CODE_MEMORY_MS = 10 * 60_000

type Dependencies = {
  database: Database
  limiter: RateLimiter
  clock: Clock
  hashCode: (code: string) => string
  /** How many codes from one address may go to WeChat in a minute. */
  callsPerMinute: number
}

/** What stands between a login code and the call of WeChat that it costs. */
export class LoginGate {
  readonly #deps: Dependencies
  /** Codes that this node has seen: the same one a thousand times at once is one question to the store. */
  readonly #seen = new ShortMemory(CODE_MEMORY_MS)

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * Lets a code through once, and only so many from one address. Rejects with `login_code_rejected` when it was let
   * through before, and with `rate_limited`, which leaves the code good for another try.
   */
  async admit(code: string, clientAddress: string): Promise<void> {
    const { limiter, clock, hashCode, callsPerMinute } = this.#deps
    const use = { name: 'login', by: addressKey(clientAddress), times: callsPerMinute }
    limiter.refuseKnown(use)
    const nowMs = clock()
    const codeHash = hashCode(code)
    if (this.#seen.untilMs(codeHash, nowMs) !== undefined) throw usedBefore()
    this.#seen.remember(codeHash, nowMs + CODE_MEMORY_MS)
    try {
      await this.#claim(codeHash, nowMs, use)
    } catch (error) {
      if (!isUsedBefore(error)) this.#seen.forget(codeHash)
      throw error
    }
  }

  async #claim(codeHash: string, nowMs: number, use: LimitedUse): Promise<void> {
    const { database, limiter } = this.#deps
    const claim = { codeHash, now: new Date(nowMs), rememberedSince: new Date(nowMs - CODE_MEMORY_MS) }
    await database.transaction(async (tx) => {
      // Others may have reached the limit while this one waited for a connection.
      limiter.refuseKnown(use)
      // The code first: a repeated one is no call, so it does not count as one.
      if (!(await loginCodeStore.claim(tx, claim))) throw usedBefore()
      await limiter.take(use, tx)
    })
  }
}

const usedBefore = () =>
  new KaiboError('login_code_rejected', 'This code was used before: call wx.login again for a new one.')

const isUsedBefore = (error: unknown) => error instanceof KaiboError && error.code === 'login_code_rejected'
