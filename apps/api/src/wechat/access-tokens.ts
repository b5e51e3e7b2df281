import type { Clock } from '../clock.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { Timing } from '../outside/timing.ts'
import type { Database } from '../storage/database.ts'
import { accessTokenStore, type StoredToken } from './access-token-store.ts'
import type { FetchToken, IssuedToken } from './stable-token.ts'
import type { TokenSeal } from './token-seal.ts'

type Dependencies = {
  database: Database
  appId: string
  fetchToken: FetchToken
  seal: TokenSeal
  clock: Clock
  timing: Pick<Timing, 'nowMs' | 'sleep'>
  /** Told of a refresh that failed while the old token still held. */
  onEarlyFailure(error: unknown): void
}

type HeldToken = { token: string; expiresAtMs: number; refreshAtMs: number }

/** WeChat gives the next token in the last five minutes of the old one, and both hold until its end. */
const REFRESH_BEFORE_END_MS = 4 * 60_000
/** After a refresh that failed or brought the old token again, the next one waits. */
const REFRESH_SPACING_MS = 10_000
/** Longer than a fetch may take: a node that dies with the lease holds the others up for so long at most. */
const LEASE_MS = 8_000
const WAIT_FOR_OTHERS_MS = 6_000
const POLL_MS = 100
/** WeChat allows 20 forced refreshes a day. */
const FORCE_SPACING_MS = 75 * 60_000

/** The access token of WeChat's server API: one for all nodes, refreshed by one of them, before it ends. */
export class AccessTokens {
  readonly #deps: Dependencies
  readonly #renewals = new Map<string, Promise<HeldToken>>()
  #held: HeldToken | undefined

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** A token that should be valid now. Rejects with `OutsideError`, or `StoreUnavailableError`. */
  async current(): Promise<string> {
    const held = this.#held
    const nowMs = this.#deps.clock()
    if (held && nowMs < held.refreshAtMs) return held.token
    if (!held || nowMs >= held.expiresAtMs) return (await this.#renewOnce(undefined)).token
    // Nobody waits for the next token while this one holds.
    if (this.#renewals.size === 0) void this.#renewEarly(held)
    return held.token
  }

  async #renewEarly(held: HeldToken): Promise<void> {
    try {
      await this.#renewOnce(undefined)
    } catch (error) {
      if (this.#held === held) this.#held = { ...held, refreshAtMs: this.#deps.clock() + REFRESH_SPACING_MS }
      this.#deps.onEarlyFailure(error)
    }
  }

  /** A token other than the one that WeChat has just rejected. Rejects like `current`. */
  async replacing(rejected: string): Promise<string> {
    if (this.#held && this.#held.token !== rejected) return this.#held.token
    return (await this.#renewOnce(rejected)).token
  }

  /** Whoever asks meanwhile waits for the same answer. */
  #renewOnce(rejected: string | undefined): Promise<HeldToken> {
    const key = rejected ?? ''
    const running = this.#renewals.get(key)
    if (running) return running
    const renewal = this.#renew(rejected).finally(() => this.#renewals.delete(key))
    this.#renewals.set(key, renewal)
    return renewal
  }

  async #renew(rejected: string | undefined): Promise<HeldToken> {
    const { database, appId, clock, timing } = this.#deps
    const giveUpAtMs = timing.nowMs() + WAIT_FOR_OTHERS_MS
    for (;;) {
      const isStale = (stored: StoredToken | undefined) => this.#isStale(this.#open(stored), rejected)
      const { token, forcedAt, isMine } = await accessTokenStore.look(
        database,
        { appId, leaseMs: LEASE_MS },
        isStale,
      )
      const stored = this.#open(token)
      if (stored && !this.#isStale(stored, rejected)) return this.#hold(stored)
      if (isMine) return this.#fetch(rejected, forcedAt)
      if (stored && stored.token !== rejected && clock() < stored.expiresAtMs) return this.#hold(stored)
      if (timing.nowMs() >= giveUpAtMs) throw new OutsideError('not-sent', 'wechat', 'TokenNotReady')
      await timing.sleep(POLL_MS)
    }
  }

  async #fetch(rejected: string | undefined, forcedAt: Date | undefined): Promise<HeldToken> {
    const { database, appId, fetchToken, clock, seal } = this.#deps
    const nowMs = clock()
    try {
      let issued = await fetchToken({ force: false })
      const mayForce = nowMs - (forcedAt?.getTime() ?? Number.NEGATIVE_INFINITY) >= FORCE_SPACING_MS
      const force = issued.token === rejected && mayForce
      if (force) issued = await fetchToken({ force: true })
      if (issued.token === rejected) throw new OutsideError('refused', 'wechat', 'TokenNotReplaced')
      const held = toHeld(issued, nowMs)
      await accessTokenStore.save(database, appId, {
        token: {
          sealed: seal.seal(held.token),
          expiresAt: new Date(held.expiresAtMs),
          refreshAt: new Date(held.refreshAtMs),
        },
        forcedAt: force ? new Date(nowMs) : undefined,
      })
      return this.#hold(held)
    } catch (error) {
      // The store may be gone; the lease then expires by itself.
      await accessTokenStore.release(database, appId).catch(() => {})
      throw error
    }
  }

  #open(stored: StoredToken | undefined): HeldToken | undefined {
    if (!stored) return undefined
    const token = this.#deps.seal.open(stored.sealed)
    if (token === undefined) return undefined
    return { token, expiresAtMs: stored.expiresAt.getTime(), refreshAtMs: stored.refreshAt.getTime() }
  }

  #isStale(held: HeldToken | undefined, rejected: string | undefined): boolean {
    return !held || held.token === rejected || this.#deps.clock() >= held.refreshAtMs
  }

  #hold(held: HeldToken): HeldToken {
    this.#held = held
    return held
  }
}

/** `askedAtMs` is from before the question: the token ends a little later than we think, never earlier. */
function toHeld({ token, expiresInSeconds }: IssuedToken, askedAtMs: number): HeldToken {
  const expiresAtMs = askedAtMs + expiresInSeconds * 1000
  const refreshAtMs = Math.max(expiresAtMs - REFRESH_BEFORE_END_MS, askedAtMs + REFRESH_SPACING_MS)
  return { token, expiresAtMs, refreshAtMs: Math.min(refreshAtMs, expiresAtMs) }
}
