export type Ticker = {
  /** Starts or stops the ticking; saying the same again changes nothing. */
  run(on: boolean): void
}

/** Calls back once a second while something on the screen counts. */
export function createTicker(tick: () => void): Ticker {
  let handle: ReturnType<typeof setInterval> | undefined
  return {
    run(on) {
      if (on === (handle !== undefined)) return
      if (handle !== undefined) clearInterval(handle)
      handle = on ? setInterval(tick, 1000) : undefined
    },
  }
}
