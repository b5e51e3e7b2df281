import { expect } from 'vitest'

/** Numbers in [0, 1) that repeat for the same seed. */
export function seededRandom(seed: number): () => number {
  let value = seed >>> 0
  return () => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0
    return value / 2 ** 32
  }
}

/** Timers, their clock and request numbers of a page, with the promises that hold for every machine. */
export class PageBooks {
  /** When each running timer is due, on `nowMs`. */
  readonly timers = new Map<number, number>()
  readonly pastTimers: number[] = []
  nowMs = 0
  /** A wait is longer only where the server asked for it. */
  longestMs = 20_000
  #lastId = 0

  startTimer(id: number, delayMs: number): void {
    this.countId(id)
    expect(delayMs).toSatisfy(Number.isInteger)
    expect(delayMs).toBeGreaterThanOrEqual(500)
    expect(delayMs).toBeLessThanOrEqual(this.longestMs)
    this.timers.set(id, this.nowMs + delayMs)
  }

  cancelTimer(id: number): void {
    expect(this.timers.delete(id), 'only a running timer is cancelled').toBe(true)
    this.pastTimers.push(id)
  }

  /** Takes the timer that fires first, of all or of some, and moves the clock there. */
  nextTimer(among: (id: number) => boolean = () => true): number | undefined {
    const [first] = [...this.timers].filter(([id]) => among(id)).sort((a, b) => a[1] - b[1])
    if (first === undefined) return undefined
    const [id, dueMs] = first
    this.nowMs = Math.max(this.nowMs, dueMs)
    this.timers.delete(id)
    this.pastTimers.push(id)
    return id
  }

  countId(id: number): void {
    expect(id, 'a number is never used twice').toBeGreaterThan(this.#lastId)
    this.#lastId = id
  }
}
