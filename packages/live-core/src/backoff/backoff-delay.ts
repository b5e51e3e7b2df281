import { assertBackoffPolicy, assertWholeMs, type BackoffPolicy, MAX_DELAY_MS } from './backoff-policy.ts'

/**
 * The wait before retry number `attempt` (0 is the first), in whole milliseconds of [minMs, capMs).
 *
 * Exponential back-off with full jitter above a floor: minMs plus a random share of baseMs × 2^attempt. The floor is
 * added rather than applied as a maximum, because a maximum would put half of the first retries on the same
 * millisecond. Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 *
 * @param random returns a number in [0, 1), as `Math.random` does
 * @throws RangeError naming the field: a policy field, `attempt` (an integer ≥ 0 of any size), or `random`
 */
export function backoffDelayMs(policy: BackoffPolicy, attempt: number, random: () => number): number {
  return policy.minMs + Math.floor(draw(random) * widthMs(policy, attempt))
}

/**
 * As `backoffDelayMs`, but no earlier than the server asks: the hint takes the floor's place and the random part is
 * at least half as wide as the hint, so that clients told the same number do not come back together. The cap does
 * not shorten a hint; the result stays within `MAX_DELAY_MS`.
 *
 * @param retryAfterMs whole milliseconds from 0 to `MAX_DELAY_MS`
 * @throws RangeError naming the field, as `backoffDelayMs`, or `retryAfterMs`
 */
export function hintedBackoffDelayMs(
  policy: BackoffPolicy,
  attempt: number,
  random: () => number,
  retryAfterMs: number,
): number {
  assertWholeMs('retryAfterMs', retryAfterMs, 0, MAX_DELAY_MS)
  const floorMs = Math.max(policy.minMs, retryAfterMs)
  const spreadMs = Math.max(widthMs(policy, attempt), Math.ceil(retryAfterMs / 2))
  return Math.min(MAX_DELAY_MS, floorMs + Math.floor(draw(random) * spreadMs))
}

function widthMs(policy: BackoffPolicy, attempt: number): number {
  assertBackoffPolicy(policy)
  if (!Number.isInteger(attempt) || attempt < 0) {
    throw new RangeError(`attempt must be a whole number from 0, not ${String(attempt)}`)
  }
  // 2 ** attempt may be Infinity; the minimum is finite all the same.
  return Math.min(policy.capMs - policy.minMs, policy.baseMs * 2 ** attempt)
}

function draw(random: () => number): number {
  const share = random()
  if (!(share >= 0 && share < 1)) {
    throw new RangeError(`random must return a number in [0, 1), not ${String(share)}`)
  }
  return share
}
