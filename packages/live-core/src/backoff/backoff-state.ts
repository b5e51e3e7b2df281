import { backoffDelayMs, hintedBackoffDelayMs } from './backoff-delay.ts'
import { type BackoffPolicy, DEFAULT_BACKOFF_POLICY } from './backoff-policy.ts'

/** How many tries in a row have failed. Plain data, so that a reducer can keep it. */
export interface BackoffState {
  readonly attempt: number
}

/**
 * No failure yet. Putting it back is the reset after a success; count as success only what lasted, or a connection
 * that is accepted and dropped at once will be retried at full speed.
 */
export const INITIAL_BACKOFF: BackoffState = { attempt: 0 }

export interface BackoffOptions {
  /** Returns a number in [0, 1), as `Math.random` does. */
  readonly random: () => number
  /** `DEFAULT_BACKOFF_POLICY` unless given. */
  readonly policy?: BackoffPolicy
  /** The server's wish, in whole milliseconds; the delay is never shorter. */
  readonly retryAfterMs?: number | undefined
}

export interface BackoffStep {
  /** Wait so long before the next try. */
  readonly delayMs: number
  /** Keep this for the failure after it. */
  readonly state: BackoffState
}

/**
 * Counts one more failure and says how long to wait; the state passed in stays as it is.
 *
 * @throws RangeError naming the field, as `backoffDelayMs` and `hintedBackoffDelayMs`
 */
export function nextBackoff(state: BackoffState, options: BackoffOptions): BackoffStep {
  const { random, policy = DEFAULT_BACKOFF_POLICY, retryAfterMs } = options
  const { attempt } = state
  const delayMs =
    retryAfterMs === undefined
      ? backoffDelayMs(policy, attempt, random)
      : hintedBackoffDelayMs(policy, attempt, random, retryAfterMs)
  return { delayMs, state: { attempt: Math.min(attempt + 1, Number.MAX_SAFE_INTEGER) } }
}
