import { WechatError } from './wechat-error.ts'

/** How long a token holds, and how long before its end the next one is given. */
const LIFETIME_MS = 7_200_000
const OVERLAP_MS = 5 * 60_000
const FORCE_SPACING_MS = 30_000
const FORCED_A_DAY = 20
const DAY_MS = 24 * 3_600_000

interface Token {
  readonly text: string
  readonly endsAtMs: number
}

/**
 * Access tokens by the rules of getStableAccessToken: the same one until five minutes before its end, then both hold;
 * a forced one makes the old one void at once.
 */
export class AccessTokens {
  readonly #clock: () => number
  readonly #newText: () => string
  readonly #tokens: Token[] = []
  #forcedAtMs: number[] = []

  constructor(clock: () => number, newText: () => string) {
    this.#clock = clock
    this.#newText = newText
  }

  /** @throws WechatError 45009 when it was forced too often today */
  issue({ force }: { force: boolean }): { access_token: string; expires_in: number } {
    const nowMs = this.#clock()
    const newest = this.#tokens.at(-1)
    const isForced = force && this.#mayForce(nowMs)
    const token =
      newest && !isForced && newest.endsAtMs - nowMs > OVERLAP_MS ? newest : this.#renew(nowMs, isForced)
    return { access_token: token.text, expires_in: Math.floor((token.endsAtMs - nowMs) / 1000) }
  }

  /** @throws WechatError 41001, 40001 or 42001 */
  check(text: string | undefined): void {
    if (text === undefined || text === '') throw new WechatError(41001, 'access_token missing')
    const token = this.#tokens.find((candidate) => candidate.text === text)
    if (!token) throw new WechatError(40001, 'invalid credential, access_token is invalid or not latest')
    if (token.endsAtMs <= this.#clock()) throw new WechatError(42001, 'access_token expired')
  }

  /** Makes every token void, as if somebody else had forced a new one. */
  revoke(): void {
    this.#tokens.length = 0
  }

  /** Lets every token end now. */
  expire(): void {
    for (const [index, token] of this.#tokens.entries()) {
      this.#tokens[index] = { ...token, endsAtMs: Math.min(token.endsAtMs, this.#clock()) }
    }
  }

  /** Within 30 s of the last time it is as if nobody had asked for it. */
  #mayForce(nowMs: number): boolean {
    this.#forcedAtMs = this.#forcedAtMs.filter((atMs) => nowMs - atMs < DAY_MS)
    if (nowMs - (this.#forcedAtMs.at(-1) ?? Number.NEGATIVE_INFINITY) < FORCE_SPACING_MS) return false
    if (this.#forcedAtMs.length >= FORCED_A_DAY)
      throw new WechatError(45009, 'reach max api daily quota limit')
    this.#forcedAtMs.push(nowMs)
    return true
  }

  #renew(nowMs: number, isForced: boolean): Token {
    if (isForced) this.revoke()
    const token = { text: this.#newText(), endsAtMs: nowMs + LIFETIME_MS }
    this.#tokens.push(token)
    // What has ended is still told apart from what never was, for a while.
    if (this.#tokens.length > 10) this.#tokens.shift()
    return token
  }
}
