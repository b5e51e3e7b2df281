import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffDelayMs } from './backoff-delay.ts'
import { DEFAULT_BACKOFF_POLICY } from './backoff-policy.ts'
import { INITIAL_BACKOFF, nextBackoff } from './backoff-state.ts'

const half = () => 0.5

test('each failure in a row takes the next attempt of the policy', () => {
  let state = INITIAL_BACKOFF
  const delays = [0, 1, 2, 3, 4, 5, 6, 7].map(() => {
    const step = nextBackoff(state, { random: half })
    state = step.state
    return step.delayMs
  })
  expect(delays).toEqual([750, 1000, 1500, 2500, 4500, 8500, 10_250, 10_250])
  expect(state).toEqual({ attempt: 8 })
})

test('a step leaves the state it was given untouched, so the reset is to put the first one back', () => {
  const state = Object.freeze({ attempt: 3 })
  nextBackoff(state, { random: half })
  expect(state).toEqual({ attempt: 3 })
  expect(INITIAL_BACKOFF).toEqual({ attempt: 0 })
})

test('without a hint the delay is the policy alone, however many failures came before', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, share) => {
      const { delayMs, state } = nextBackoff({ attempt }, { random: () => share })
      expect(delayMs).toBe(backoffDelayMs(DEFAULT_BACKOFF_POLICY, attempt, () => share))
      expect(state.attempt).toBe(Math.min(attempt + 1, Number.MAX_SAFE_INTEGER))
    }),
  )
})

test("the server's hint is the shortest wait and still counts as a failure", () => {
  expect(nextBackoff(INITIAL_BACKOFF, { random: () => 0, retryAfterMs: 3000 })).toEqual({
    delayMs: 3000,
    state: { attempt: 1 },
  })
})

test('a policy of its own replaces the default', () => {
  const policy = { baseMs: 100, capMs: 1000, minMs: 0 }
  expect(nextBackoff({ attempt: 1 }, { random: half, policy }).delayMs).toBe(100)
})
