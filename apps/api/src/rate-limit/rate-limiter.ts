import type { Clock } from '../clock.ts'
import { ShortMemory } from '../short-memory.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { rateLimited } from './rate-limited.ts'
import { rateWindowStore } from './rate-window-store.ts'

const WINDOW_MS = 60_000

/** One use of something limited: what, by whom, and how often in any minute. */
export type LimitedUse = { name: string; by: string; times: number }

type Dependencies = { database: Database; clock: Clock }

/**
 * Limits by a sliding window that all nodes share: in no minute, wherever it begins, more than the limit. Counters
 * of whole minutes would let through twice as much around their border.
 */
export class RateLimiter {
  readonly #deps: Dependencies
  readonly #refusals = new ShortMemory(WINDOW_MS)

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Counts one use, in the caller's transaction if there is one. Rejects with `rate_limited`, uncounted. */
  async take(use: LimitedUse, on: Queryable = this.#deps.database): Promise<void> {
    this.refuseKnown(use)
    const nowMs = this.#deps.clock()
    const key = keyOf(use)
    const window = {
      key,
      now: new Date(nowMs),
      after: new Date(nowMs - WINDOW_MS),
      before: new Date(nowMs + WINDOW_MS),
    }
    const expiresAt = new Date(nowMs + WINDOW_MS)
    if (await rateWindowStore.take(on, { ...window, times: use.times, expiresAt })) return
    const hits = await rateWindowStore.hits(on, window)
    // One more fits when so many have left the window that fewer than the limit remain.
    const leaving = hits.at(-use.times)
    const untilMs = (leaving?.getTime() ?? nowMs) + WINDOW_MS
    this.#refusals.remember(key, untilMs)
    throw rateLimited(untilMs - nowMs)
  }

  /** Throws `rate_limited` for what this node knows to be over its limit, so that a flood costs no statement. */
  refuseKnown(use: LimitedUse): void {
    const nowMs = this.#deps.clock()
    const untilMs = this.#refusals.untilMs(keyOf(use), nowMs)
    if (untilMs !== undefined) throw rateLimited(untilMs - nowMs)
  }
}

const keyOf = ({ name, by }: LimitedUse) => `${name} ${by}`
