export type ServerClock = {
  /** Now, on the server's clock, to the second. Phones are wrong by minutes, and countdowns are the server's. */
  nowMs(): number
  /** Takes an answer's `Date` header; nonsense is ignored. */
  observe(date: string): void
}

export function createServerClock(now: () => number): ServerClock {
  let offsetMs = 0
  return {
    nowMs: () => now() + offsetMs,
    observe(date) {
      const serverMs = Date.parse(date)
      // The header cuts the fraction off: on average half a second has passed.
      if (!Number.isNaN(serverMs)) offsetMs = serverMs + 500 - now()
    },
  }
}
