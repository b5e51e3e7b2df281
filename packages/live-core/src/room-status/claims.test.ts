import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldRoom } from './fold-room.ts'
import type { PushFact, StreamObservation } from './room-facts.ts'
import { at, claimed, ended, facts, observed, started } from './testing/histories.ts'

const phase = (...args: Parameters<typeof facts>) => foldRoom(facts(...args)).phase

describe('a start without our token', () => {
  test('is a claim: it shows no room live until the provider, asked later, says so', () => {
    expect(phase([claimed(started('1', 0))])).toBe('unstarted')
    expect(phase([claimed(started('1', 0))], { observations: [observed('active', 0)] })).toBe('live')
    expect(phase([claimed(started('1', 0))], { observations: [observed('active', 3)] })).toBe('live')
    expect(phase([claimed(started('1', 0))], { observations: [observed('inactive', 3)] })).toBe('unstarted')
  })

  test('that the provider confirmed ends at once with its own end', () => {
    const pushes = [claimed(started('1', 0)), claimed(ended('1', 9))]
    expect(phase(pushes, { observations: [observed('active', 3)] })).toBe('interrupted')
  })
})

describe('an end without our token', () => {
  test('interrupts its own push at once, and the provider’s word that it goes on brings the room back', () => {
    const pushes = [started('1', 0), claimed(ended('1', 9))]
    expect(phase(pushes)).toBe('interrupted')
    expect(phase(pushes, { observations: [observed('active', 11)] })).toBe('live')
  })

  test('interrupts a proven push also when the provider was asked in between', () => {
    const pushes = [started('1', 0), claimed(ended('1', 9))]
    expect(phase(pushes, { observations: [observed('active', 5)] })).toBe('interrupted')
  })

  test('of a push nobody knows changes nothing', () => {
    expect(phase([claimed(ended('9', 5))])).toBe('unstarted')
    expect(phase([started('1', 0), claimed(ended('9', 5))])).toBe('live')
    expect(phase([claimed(ended('9', 30))], { observations: [observed('active', 10)] })).toBe('live')
  })

  test('does not stand in the way of the true one that comes later', () => {
    const pushes = [started('1', 0), claimed(ended('1', 9)), ended('1', 50)]
    expect(foldRoom(facts(pushes, { observations: [observed('active', 11)] }))).toMatchObject({
      phase: 'interrupted',
      untilMs: at(110) + 200,
    })
  })

  test('of a forged start ends nothing that only the provider’s answer had shown', () => {
    const forged = [claimed(started('9', 20)), claimed(ended('9', 30))]
    const observations = [observed('active', 10), observed('active', 25)]
    expect(phase(forged, { observations })).toBe('live')
  })
})

const sequence = fc.integer({ min: 0, max: 5 }).map((n) => `221046450820675691${n}`)
const seconds = fc.integer({ min: 0, max: 90 })
const truth: fc.Arbitrary<PushFact[]> = fc.array(
  fc.tuple(sequence, seconds, fc.boolean()).map(([s, t, begins]) => (begins ? started(s, t) : ended(s, t))),
  { minLength: 1, maxLength: 6 },
)
const observations: fc.Arbitrary<StreamObservation[]> = fc.array(
  fc
    .tuple(fc.constantFrom('active' as const, 'inactive' as const, 'forbidden' as const), seconds)
    .map(([state, t]) => observed(state, t)),
  { maxLength: 5 },
)
/** Whatever somebody can say who saw one signature of the provider, but neither our token nor a sequence. */
const forged: fc.Arbitrary<PushFact[]> = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), seconds, fc.boolean())
    .map(([n, t, begins]) => claimed((begins ? started : ended)(`990000000000000000${n}`, t))),
  { maxLength: 6 },
)

test('where tokens come back, claims about pushes nobody knows move no room, whatever else is known of it', () => {
  fc.assert(
    fc.property(truth, observations, forged, (pushes, answers, claims) => {
      const before = foldRoom(facts(pushes, { observations: answers })).phase
      const after = foldRoom(facts([...pushes, ...claims], { observations: answers })).phase
      expect(after).toBe(before)
    }),
    { numRuns: 5_000 },
  )
})
