/** How long to wait between tries. All fields are whole milliseconds. */
export interface BackoffPolicy {
  /** Width of the random part before the first retry; it doubles with every further try. */
  readonly baseMs: number
  /** No computed delay is longer. */
  readonly capMs: number
  /** No delay is shorter. */
  readonly minMs: number
}

/** Between 0.5 s and 20 s: quick enough for one person, spread enough for a full room whose server restarts. */
export const DEFAULT_BACKOFF_POLICY: BackoffPolicy = { baseMs: 500, capMs: 20_000, minMs: 500 }

/** The longest wait a timer keeps; with more, `setTimeout` fires at once. */
export const MAX_DELAY_MS = 2_147_483_647

/** Throws a `RangeError` that names the field unless 0 ≤ minMs < capMs ≤ `MAX_DELAY_MS` and baseMs ≥ 1. */
export function assertBackoffPolicy({ baseMs, capMs, minMs }: BackoffPolicy): void {
  assertWholeMs('baseMs', baseMs, 1, MAX_DELAY_MS)
  assertWholeMs('minMs', minMs, 0, MAX_DELAY_MS - 1)
  // An equal cap would leave nothing to spread, and everyone would come back in the same millisecond.
  assertWholeMs('capMs', capMs, minMs + 1, MAX_DELAY_MS)
}

/** Throws a `RangeError` that names the field unless the value is a whole number in [lowest, highest]. */
export function assertWholeMs(field: string, value: number, lowest: number, highest: number): void {
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    throw new RangeError(`${field} must be a whole number from ${lowest} to ${highest}, not ${String(value)}`)
  }
}
