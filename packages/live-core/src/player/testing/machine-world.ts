import { expect } from 'vitest'

/** Numbers in [0, 1) that repeat for the same seed. */
export function seededRandom(seed: number): () => number {
  let value = seed >>> 0
  return () => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0
    return value / 2 ** 32
  }
}

/** Timers and request numbers of a page, with the promises that hold for every machine. */
export class PageBooks {
  readonly timers = new Map<number, number>()
  readonly pastTimers: number[] = []
  #lastId = 0

  startTimer(id: number, delayMs: number): void {
    this.countId(id)
    expect(delayMs).toSatisfy(Number.isInteger)
    expect(delayMs).toBeGreaterThanOrEqual(500)
    expect(delayMs).toBeLessThanOrEqual(20_000)
    this.timers.set(id, delayMs)
  }

  cancelTimer(id: number): void {
    expect(this.timers.delete(id), 'only a running timer is cancelled').toBe(true)
    this.pastTimers.push(id)
  }

  /** Takes the timer that fires first. */
  nextTimer(): number | undefined {
    const [first] = [...this.timers].sort((a, b) => a[1] - b[1])
    if (first === undefined) return undefined
    this.timers.delete(first[0])
    this.pastTimers.push(first[0])
    return first[0]
  }

  countId(id: number): void {
    expect(id, 'a number is never used twice').toBeGreaterThan(this.#lastId)
    this.#lastId = id
  }
}
