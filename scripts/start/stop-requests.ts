/** npm passes a Ctrl-C on that the terminal has already sent to everybody: both are one request. */
const SAME_REQUEST_MS = 500
const PARENT_CHECK_MS = 1_000

export type StopRequests = {
  /** Aborts at the first request to stop. */
  signal: AbortSignal
  dispose(): void
}

/**
 * Listens for requests to stop: Ctrl-C, SIGTERM, a closed terminal, npm's death.
 * @param onImpatience called when somebody asks again
 */
export const listenForStop = (onImpatience: () => void): StopRequests => {
  const stop = new AbortController()
  let firstMs = 0
  const request = () => {
    if (!stop.signal.aborted) {
      firstMs = performance.now()
      stop.abort()
    } else if (performance.now() - firstMs > SAME_REQUEST_MS) {
      onImpatience()
    }
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, request)

  // npm passes signals on, unless it is killed itself: then its place as our parent is taken by another.
  const { npm_lifecycle_event: npmScript } = process.env
  const parent = process.ppid
  const watch = setInterval(() => {
    if (npmScript !== undefined && process.ppid !== parent) stop.abort()
  }, PARENT_CHECK_MS)
  watch.unref()
  return {
    signal: stop.signal,
    dispose: () => {
      clearInterval(watch)
      for (const signal of signals) process.off(signal, request)
    },
  }
}
