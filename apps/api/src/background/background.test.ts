import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { DEFAULT_RHYTHM } from '../config/rhythm.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { type Background, startBackground } from './background.ts'

let managers: Managers
let background: Background
beforeAll(async () => {
  managers = await openManagers('background')
})
afterAll(() => managers.database.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (const part of parts()) vi.spyOn(part, 'tick').mockResolvedValue(undefined)
  background = startBackground(managers, { rhythm: DEFAULT_RHYTHM, logger: pino({ level: 'silent' }) })
})
afterEach(async () => {
  await background.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const parts = () => [managers.sweeper, managers.reconciler, managers.outbox]
const ticks = () => parts().map(({ tick }) => vi.mocked(tick).mock.calls.length)
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('sweeper, reconciler and outbox go on by themselves, each once a second', async () => {
  await pass(0)
  expect(ticks()).toEqual([1, 1, 1])
  await pass(3_000)
  expect(ticks()).toEqual([4, 4, 4])
})

test('a commit wakes who works on it, and not the sweeper, whose questions have their time', async () => {
  await pass(0)
  background.wake()
  await pass(0)
  expect(ticks()).toEqual([1, 2, 2])
})

test('one that fails keeps none of the others from going on', async () => {
  vi.mocked(managers.sweeper.tick).mockRejectedValue(new Error('store away'))
  await pass(3_000)
  expect(ticks()).toEqual([4, 4, 4])
})

test('stopping ends all of it and gives the sweeper’s lease back, also when the store is gone', async () => {
  const release = vi.spyOn(managers.sweeper, 'release').mockRejectedValue(new Error('store away'))
  await background.stop()
  expect(release).toHaveBeenCalledTimes(1)
  const before = ticks()
  background.wake()
  await pass(10_000)
  expect(ticks()).toEqual(before)
})
