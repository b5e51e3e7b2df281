import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Deferred, deferred } from '../testing/deferred.ts'
import { startWorker, type Worker } from './worker.ts'

const EVERY_MS = 1_000

let worker: Worker
/** Ticks that run, to be ended by the test; how many began; and how many ran at once at most. */
let running: Deferred[]
let begun: number
let atOnce: number
let logLines: string[]

beforeEach(() => {
  vi.useFakeTimers()
  running = []
  begun = 0
  atOnce = 0
  logLines = []
  worker = startWorker({
    name: 'unit',
    everyMs: EVERY_MS,
    logger: pino({ base: null }, { write: (line: string) => void logLines.push(line) }),
    async tick() {
      const tick = deferred()
      begun += 1
      running.push(tick)
      atOnce = Math.max(atOnce, running.length)
      await tick.promise.finally(() => running.splice(running.indexOf(tick), 1))
    },
  })
})
afterEach(async () => {
  const stopping = worker.stop()
  for (const tick of running) tick.resolve()
  await stopping
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** Ends the running tick, and lets the worker hear of it. */
const end = async (failure?: Error) => {
  if (failure) running[0]?.reject(failure)
  else running[0]?.resolve()
  await pass(0)
}

describe('a worker', () => {
  test('ticks at once and then in its interval, counted from the end of the tick before', async () => {
    expect(begun).toBe(1)
    await pass(EVERY_MS / 2)
    await end()
    await pass(EVERY_MS - 1)
    expect(begun).toBe(1)
    await pass(1)
    expect(begun).toBe(2)
  })

  test('never ticks twice at once, however long a tick takes and however often it is woken', async () => {
    for (let times = 0; times < 5; times++) {
      worker.wake()
      await pass(10 * EVERY_MS)
      worker.wake()
    }
    expect([begun, atOnce]).toEqual([1, 1])
    await end()
    worker.wake()
    await pass(10 * EVERY_MS)
    expect([begun, atOnce]).toEqual([2, 1])
  })

  test('goes on after a tick that failed, and logs it', async () => {
    await end(new Error('store away'))
    expect(logLines.join('')).toMatch(/"worker":"unit".*store away/)
    await pass(EVERY_MS)
    expect(begun).toBe(2)
  })
})

describe('waking a worker', () => {
  test('that rests makes it tick now, and the interval begins anew', async () => {
    await end()
    worker.wake()
    expect(begun).toBe(2)
    await end()
    await pass(EVERY_MS - 1)
    expect(begun).toBe(2)
  })

  test('that works makes it tick once more as soon as it is done: it may have looked before the change', async () => {
    worker.wake()
    worker.wake()
    await end()
    expect(begun).toBe(2)
    await end()
    await pass(EVERY_MS - 1)
    expect(begun).toBe(2)
  })
})

describe('stopping a worker', () => {
  test('waits for the running tick, and no other comes, woken or not', async () => {
    let isStopped = false
    const stopping = worker.stop().then(() => {
      isStopped = true
    })
    await pass(10 * EVERY_MS)
    expect(isStopped).toBe(false)
    worker.wake()
    await end()
    await stopping
    worker.wake()
    await pass(10 * EVERY_MS)
    expect(begun).toBe(1)
  })

  test('that rests ends at once, and can be repeated', async () => {
    await end()
    await worker.stop()
    await worker.stop()
    await pass(10 * EVERY_MS)
    expect(begun).toBe(1)
  })
})
