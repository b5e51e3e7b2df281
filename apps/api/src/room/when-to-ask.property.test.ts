import {
  foldRoom,
  type PushFact,
  type RoomFacts,
  type RoomStopFact,
  type StreamObservation,
} from '@kaibo/live-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_RHYTHM } from '../config/rhythm.ts'
import { type AskInput, whenToAsk } from './when-to-ask.ts'

const NOW_MS = 1_795_348_800_000
const time = fc.integer({ min: 0, max: 4_000 }).map((seconds) => NOW_MS + seconds * 500)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const pushFact: fc.Arbitrary<PushFact> = fc.record({
  type: fc.constantFrom('push.started', 'push.ended'),
  sequence: fc.constantFrom('1', '2', '3'),
  proven: fc.boolean(),
  occurredAtMs: time,
  receivedAtMs: time,
})
const observation: fc.Arbitrary<StreamObservation> = fc.record({
  state: fc.constantFrom('active', 'inactive', 'forbidden'),
  observedAtMs: time,
})
const stop: fc.Arbitrary<RoomStopFact> = fc.oneof(
  fc.record({
    type: fc.constant('stopped' as const),
    generation: fc.nat(3),
    reason: fc.constantFrom('window', 'broadcaster'),
    atMs: time,
  }),
  fc.record({ type: fc.constant('reopened' as const), generation: fc.nat(3), atMs: time }),
)
const facts: fc.Arbitrary<RoomFacts> = fc.record(
  {
    times: fc.constantFrom(0, 60_000, 1_800_000).map((reconnectWindowMs) => ({
      ...DEFAULT_RHYTHM,
      reconnectWindowMs,
    })),
    streams: fc.array(
      fc.record({
        generation: fc.nat(3),
        createdAtMs: time,
        pushes: fc.array(pushFact, { maxLength: 5 }),
        observations: fc.array(observation, { maxLength: 4 }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    stops: fc.array(stop, { maxLength: 2 }),
    heartbeats: fc.tuple(time, time).map(([a, b]) => ({ sinceMs: Math.min(a, b), atMs: Math.max(a, b) })),
    recoveredAtMs: time,
  },
  { requiredKeys: ['times', 'streams', 'stops'] },
)
const input: fc.Arbitrary<AskInput> = fc
  .record({
    facts,
    urls: maybe(time.map((issuedAtMs) => ({ issuedAtMs, expireAtMs: issuedAtMs + 86_400_000 }))),
    checkedAtMs: maybe(time),
    doubtedAtMs: maybe(time),
  })
  .map((known) => ({ ...known, fold: foldRoom(known.facts) }))

const runs = { numRuns: 5_000 }

test('a room that is live or interrupted is always going to be asked about', () => {
  fc.assert(
    fc.property(input, (known) => {
      fc.pre(known.fold.phase === 'live' || known.fold.phase === 'interrupted')
      expect(whenToAsk(known, DEFAULT_RHYTHM)).toSatisfy(Number.isFinite)
    }),
    runs,
  )
})

test('no question comes sooner after another than the spacing, whatever is known', () => {
  fc.assert(
    fc.property(input, (known) => {
      const due = whenToAsk(known, DEFAULT_RHYTHM) ?? Number.POSITIVE_INFINITY
      expect(due - (known.checkedAtMs ?? 0)).toBeGreaterThanOrEqual(DEFAULT_RHYTHM.askSpacingMs)
    }),
    runs,
  )
})

test('no doubt is forgotten, and none costs a question within a minute of the last one that was answered', () => {
  const { askAfterEndMs, doubtSpacingMs, askRetryMs } = DEFAULT_RHYTHM
  fc.assert(
    fc.property(input, time, (known, doubtedAtMs) => {
      const { checkedAtMs = 0 } = known
      const without = whenToAsk({ ...known, doubtedAtMs: undefined }, DEFAULT_RHYTHM)
      const due = whenToAsk({ ...known, doubtedAtMs }, DEFAULT_RHYTHM) ?? Number.POSITIVE_INFINITY
      if (doubtedAtMs <= checkedAtMs) expect(due).toBe(checkedAtMs + askRetryMs)
      else {
        expect(due).toBeLessThanOrEqual(Math.max(doubtedAtMs + askAfterEndMs, checkedAtMs + doubtSpacingMs))
        if (due !== without) expect(due).toBeGreaterThanOrEqual(checkedAtMs + doubtSpacingMs)
      }
    }),
    runs,
  )
})

/** A live room over an hour: doubts and claims come as they like, and every question is answered. */
test('whatever doubts and claims come, a live room that the provider confirms is asked about once a minute', () => {
  const { staleMs, doubtSpacingMs } = DEFAULT_RHYTHM
  const events = fc.array(fc.record({ second: fc.integer({ min: 1, max: 3_600 }), claims: fc.boolean() }), {
    maxLength: 200,
  })
  fc.assert(
    fc.property(events, (list) => {
      const asked = questionsOfAnHour(list.toSorted((a, b) => a.second - b.second))
      expect(asked.length).toBeGreaterThanOrEqual(3_600_000 / staleMs - 1)
      for (const [index, atMs] of asked.entries()) {
        expect(atMs - (asked[index - 1] ?? 0)).toBeGreaterThanOrEqual(doubtSpacingMs)
      }
    }),
    { numRuns: 200 },
  )
})

function questionsOfAnHour(events: readonly { second: number; claims: boolean }[]): number[] {
  const pushes: PushFact[] = [
    { type: 'push.started', sequence: '1', proven: true, occurredAtMs: NOW_MS, receivedAtMs: NOW_MS },
  ]
  const observations: StreamObservation[] = []
  const asked: number[] = []
  let checkedAtMs: number | undefined
  let doubtedAtMs: number | undefined
  const askUntil = (untilMs: number) => {
    for (;;) {
      const known: RoomFacts = {
        times: { ...DEFAULT_RHYTHM, reconnectWindowMs: 60_000 },
        streams: [{ generation: 1, createdAtMs: NOW_MS, pushes, observations: observations.slice(-3) }],
        stops: [],
      }
      const due = whenToAsk(
        { fold: foldRoom(known), facts: known, urls: undefined, checkedAtMs, doubtedAtMs },
        DEFAULT_RHYTHM,
      )
      // A doubt of the same moment comes first: the answer settles it.
      if (due === undefined || due >= untilMs) return
      asked.push(due)
      checkedAtMs = due
      doubtedAtMs = undefined
      observations.push({ state: 'active', observedAtMs: due })
    }
  }
  for (const [index, { second, claims }] of events.entries()) {
    const nowMs = NOW_MS + second * 1000
    askUntil(nowMs)
    doubtedAtMs ??= nowMs
    if (claims) {
      const claim = { type: 'push.ended' as const, sequence: `9${index}`, proven: false }
      pushes.push({ ...claim, occurredAtMs: nowMs, receivedAtMs: nowMs })
    }
  }
  askUntil(NOW_MS + 3_600_000)
  return asked
}
