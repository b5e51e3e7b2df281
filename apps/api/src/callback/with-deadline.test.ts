import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoreUnavailableError } from '../storage/store-error.ts'
import { deferred } from '../testing/deferred.ts'
import { withDeadline } from './with-deadline.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** What became of a promise by now. */
const stateOf = async (promise: Promise<unknown>) => {
  await vi.advanceTimersByTimeAsync(0)
  return Promise.race([promise.then(String, (error: Error) => error.name), Promise.resolve('open')])
}

test('work that is done in time gives its result or its own error, and leaves no timer behind', async () => {
  expect(await withDeadline(Promise.resolve('done'))).toBe('done')
  await expect(withDeadline(Promise.reject(new RangeError('mistake')))).rejects.toThrow('mistake')
  expect(vi.getTimerCount()).toBe(0)
})

test('work that takes longer than 4.5 s is answered as a store out of reach, not a moment earlier', async () => {
  const answer = withDeadline(deferred().promise)
  answer.catch(() => {})
  await vi.advanceTimersByTimeAsync(4_499)
  expect(await stateOf(answer)).toBe('open')
  await vi.advanceTimersByTimeAsync(1)
  await expect(answer).rejects.toBeInstanceOf(StoreUnavailableError)
  expect(vi.getTimerCount()).toBe(0)
})

test('work that fails after its deadline ends no process: nobody waits for it any more', async () => {
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  const work = deferred()
  const answer = withDeadline(work.promise, 10)
  answer.catch(() => {})
  await vi.advanceTimersByTimeAsync(10)
  work.reject(new Error('too late'))
  vi.useRealTimers()
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', unheard)
  await expect(answer).rejects.toBeInstanceOf(StoreUnavailableError)
  expect(unheard).not.toHaveBeenCalled()
})
