import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inParallel } from './in-parallel.ts'

/** Work that ends when fast-check's scheduler says so, and notes what was done and how much at once. */
function scheduled(scheduler: fc.Scheduler, fails: ReadonlySet<number>) {
  const done: number[] = []
  let running = 0
  let most = 0
  return {
    done,
    most: () => most,
    async work(item: number) {
      running += 1
      most = Math.max(most, running)
      await scheduler.schedule(Promise.resolve(), `item ${item}`)
      running -= 1
      if (fails.has(item)) throw new Error(`item ${item} failed`)
      done.push(item)
    },
  }
}

const items = fc.nat(20).map((count) => Array.from({ length: count }, (_, index) => index))

test('in whatever order they end, every item is worked on once, and never more at once than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), items, fc.integer({ min: 1, max: 6 }), async (scheduler, list, most) => {
      const work = scheduled(scheduler, new Set())
      const all = inParallel(list, most, work.work)
      await scheduler.waitFor(all)
      expect(work.done.toSorted((a, b) => a - b)).toEqual(list)
      expect(work.most()).toBe(Math.min(most, list.length))
    }),
  )
})

test('a failure is thrown only when all have come to an end, and the other lanes take what it left', async () => {
  const failing = fc.nat(9)
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), failing, async (scheduler, fails) => {
      const work = scheduled(scheduler, new Set([fails]))
      const all = inParallel([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3, work.work)
      await expect(scheduler.waitFor(all)).rejects.toThrow(`item ${fails} failed`)
      expect(work.done).toHaveLength(9)
    }),
  )
})

test('nothing to do is done at once', async () => {
  await expect(inParallel([], 4, () => Promise.reject(new Error('not called')))).resolves.toBeUndefined()
})
