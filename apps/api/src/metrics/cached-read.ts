/**
 * A read that is made at most once in `keepMs`, however often it is asked for, also when it fails: whoever scrapes must
 * not add to the load of a store that is in trouble.
 */
export function cachedRead<Value>(
  read: () => Promise<Value>,
  { keepMs, nowMs }: { keepMs: number; nowMs: () => number },
): () => Promise<Value> {
  let last: { atMs: number; value: Promise<Value> } | undefined
  return () => {
    if (last === undefined || nowMs() - last.atMs >= keepMs) last = { atMs: nowMs(), value: read() }
    return last.value
  }
}
