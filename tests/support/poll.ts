/** Waits until `probe` yields something, asking every few milliseconds; rejects after `timeoutMs`. */
export async function until<Value>(
  probe: () => Promise<Value | undefined> | Value | undefined,
  { timeoutMs = 10_000, everyMs = 20, what = 'the condition' } = {},
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const value = await probe()
    if (value !== undefined) return value
    if (performance.now() > deadline) throw new Error(`${what} did not come true within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
