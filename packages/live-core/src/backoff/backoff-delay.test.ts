import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoffDelayMs, hintedBackoffDelayMs } from './backoff-delay.ts'
import { type BackoffPolicy, DEFAULT_BACKOFF_POLICY, MAX_DELAY_MS } from './backoff-policy.ts'

const LARGEST_SHARE = 1 - 2 ** -53

const anyShare = fc.double({ min: 0, max: LARGEST_SHARE, noNaN: true })
const anyAttempt = fc.oneof(
  fc.nat(60),
  fc.maxSafeNat(),
  fc.constantFrom(1023, 1024, 2 ** 53, 1e300, Number.MAX_VALUE),
)
const anyPolicy: fc.Arbitrary<BackoffPolicy> = fc
  .record({ baseMs: fc.integer({ min: 1, max: MAX_DELAY_MS }), minMs: fc.nat(MAX_DELAY_MS - 1) })
  .chain(({ baseMs, minMs }) =>
    fc.integer({ min: minMs + 1, max: MAX_DELAY_MS }).map((capMs) => ({ baseMs, capMs, minMs })),
  )
const anyHint = fc.nat(MAX_DELAY_MS)

/** Evenly spread shares instead of chance, so that a failure repeats. */
const shares = Array.from({ length: 1000 }, (_, index) => index / 1000)

describe('back-off delay', () => {
  test('the default policy waits from 0.5 s to 20 s, whatever the attempt', () => {
    fc.assert(
      fc.property(anyAttempt, anyShare, (attempt, share) => {
        const delayMs = backoffDelayMs(DEFAULT_BACKOFF_POLICY, attempt, () => share)
        expect(delayMs).toSatisfy(Number.isInteger)
        expect(delayMs).toBeGreaterThanOrEqual(500)
        expect(delayMs).toBeLessThanOrEqual(20_000)
      }),
    )
  })

  test('any valid policy keeps every delay whole and within its own bounds', () => {
    fc.assert(
      fc.property(anyPolicy, anyAttempt, anyShare, (policy, attempt, share) => {
        const delayMs = backoffDelayMs(policy, attempt, () => share)
        expect(delayMs).toSatisfy(Number.isInteger)
        expect(delayMs).toBeGreaterThanOrEqual(policy.minMs)
        expect(delayMs).toBeLessThan(policy.capMs)
      }),
    )
  })

  test('a later attempt never waits less on the same draw', () => {
    fc.assert(
      fc.property(anyPolicy, anyAttempt, anyAttempt, anyShare, (policy, a, b, share) => {
        const delayAt = (attempt: number) => backoffDelayMs(policy, attempt, () => share)
        expect(delayAt(Math.min(a, b))).toBeLessThanOrEqual(delayAt(Math.max(a, b)))
      }),
    )
  })

  test('the widest delay doubles its random part until the cap, then stays', () => {
    const widest = [0, 1, 2, 3, 4, 5, 6, 7, 1e6].map((attempt) =>
      backoffDelayMs(DEFAULT_BACKOFF_POLICY, attempt, () => LARGEST_SHARE),
    )
    expect(widest).toEqual([999, 1499, 2499, 4499, 8499, 16_499, 19_999, 19_999, 19_999])
  })

  test.each([0, 1, 5, 1000])('attempt %i spreads a crowd evenly, without a pile at the floor', (attempt) => {
    const delays = shares.map((share) => backoffDelayMs(DEFAULT_BACKOFF_POLICY, attempt, () => share))
    const counts = new Map<number, number>()
    for (const delayMs of delays) counts.set(delayMs, (counts.get(delayMs) ?? 0) + 1)
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(2)
    expect(counts.size).toBeGreaterThanOrEqual(500)
  })

  test('the same draw gives the same delay, and each delay draws once', () => {
    fc.assert(
      fc.property(anyPolicy, anyAttempt, anyShare, (policy, attempt, share) => {
        let draws = 0
        const random = () => {
          draws += 1
          return share
        }
        expect(backoffDelayMs(policy, attempt, random)).toBe(backoffDelayMs(policy, attempt, random))
        expect(draws).toBe(2)
      }),
    )
  })

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('attempt %d is refused by name', (attempt) => {
    expect(() => backoffDelayMs(DEFAULT_BACKOFF_POLICY, attempt, () => 0)).toThrow(
      expect.objectContaining({ name: 'RangeError', message: expect.stringMatching(/^attempt /) }),
    )
  })

  test.each([-0.1, 1, 2, Number.NaN, Number.POSITIVE_INFINITY])(
    'a random source that returns %d is refused by name',
    (share) => {
      expect(() => backoffDelayMs(DEFAULT_BACKOFF_POLICY, 0, () => share)).toThrow(
        expect.objectContaining({ name: 'RangeError', message: expect.stringMatching(/^random /) }),
      )
    },
  )

  test.each<[keyof BackoffPolicy, Partial<BackoffPolicy>]>([
    ['baseMs', { baseMs: 0 }],
    ['baseMs', { baseMs: -1 }],
    ['baseMs', { baseMs: 0.5 }],
    ['baseMs', { baseMs: Number.NaN }],
    ['minMs', { minMs: -1 }],
    ['minMs', { minMs: Number.NaN }],
    ['capMs', { capMs: 500 }],
    ['capMs', { capMs: 499 }],
    ['capMs', { capMs: MAX_DELAY_MS + 1 }],
    ['capMs', { capMs: Number.POSITIVE_INFINITY }],
  ])('a policy with a wrong %s is refused by name: %o', (field, wrong) => {
    const policy = { ...DEFAULT_BACKOFF_POLICY, ...wrong }
    const refusal = expect.objectContaining({
      name: 'RangeError',
      message: expect.stringMatching(new RegExp(`^${field} `)),
    })
    expect(() => backoffDelayMs(policy, 0, () => 0)).toThrow(refusal)
    expect(() => hintedBackoffDelayMs(policy, 0, () => 0, 1000)).toThrow(refusal)
  })
})

describe('back-off delay with a hint from the server', () => {
  test('the wait is never shorter than the hint, nor than it would be without one', () => {
    fc.assert(
      fc.property(anyPolicy, anyAttempt, anyShare, anyHint, (policy, attempt, share, hintMs) => {
        const delayMs = hintedBackoffDelayMs(policy, attempt, () => share, hintMs)
        expect(delayMs).toSatisfy(Number.isInteger)
        expect(delayMs).toBeGreaterThanOrEqual(hintMs)
        expect(delayMs).toBeGreaterThanOrEqual(backoffDelayMs(policy, attempt, () => share))
        expect(delayMs).toBeLessThanOrEqual(MAX_DELAY_MS)
      }),
    )
  })

  test('a hint above the cap is honoured all the same', () => {
    expect(hintedBackoffDelayMs(DEFAULT_BACKOFF_POLICY, 0, () => 0, 60_000)).toBe(60_000)
  })

  test('a crowd with the same hint spreads over half of it', () => {
    const delays = shares.map((share) => hintedBackoffDelayMs(DEFAULT_BACKOFF_POLICY, 0, () => share, 60_000))
    expect(new Set(delays).size).toBe(shares.length)
    expect(Math.max(...delays)).toBeGreaterThan(89_000)
    expect(Math.max(...delays)).toBeLessThan(90_000)
  })

  test('a hint of 0 changes nothing', () => {
    fc.assert(
      fc.property(anyPolicy, anyAttempt, anyShare, (policy, attempt, share) => {
        const random = () => share
        expect(hintedBackoffDelayMs(policy, attempt, random, 0)).toBe(backoffDelayMs(policy, attempt, random))
      }),
    )
  })

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_DELAY_MS + 1])(
    'a hint of %d is refused by name',
    (hintMs) => {
      expect(() => hintedBackoffDelayMs(DEFAULT_BACKOFF_POLICY, 0, () => 0, hintMs)).toThrow(
        expect.objectContaining({ name: 'RangeError', message: expect.stringMatching(/^retryAfterMs /) }),
      )
    },
  )
})
