const SMALLEST = 10n ** 18n
const PER_MILLISECOND = 1_000_000n

/**
 * Names push sessions as Tencent does: 19 decimal digits, one per push, never repeated and always rising,
 * also across restarts as long as the clock goes forward. A string, because it exceeds 2^53.
 */
export function createSequence(clock: () => number): () => string {
  let last = 0n
  return () => {
    const byClock = BigInt(Math.trunc(clock())) * PER_MILLISECOND
    last = [last + 1n, byClock, SMALLEST].reduce((a, b) => (a > b ? a : b))
    return last.toString()
  }
}
