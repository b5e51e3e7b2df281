import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldRoom } from './fold-room.ts'
import type { PushFact, RoomFacts, RoomStopFact } from './room-facts.ts'
import { roomStatus } from './status-at.ts'
import { at, ended, facts, observed, started } from './testing/histories.ts'

describe('a room that was never pushed', () => {
  test('is scheduled before its start time and waiting from then on', () => {
    expect(roomStatus({ ...facts([]), startsAtMs: at(1) }, at(0))).toEqual({ status: 'scheduled' })
    expect(roomStatus({ ...facts([]), startsAtMs: at(1) }, at(1))).toEqual({ status: 'waiting' })
    expect(roomStatus(facts([]), at(0))).toEqual({ status: 'waiting' })
  })
})

describe('push sessions', () => {
  test('a start without an end is live', () => {
    expect(foldRoom(facts([started('1', 0)]))).toEqual({ phase: 'live', startedAtMs: at(0) })
  })

  test('an end interrupts, and the window counts from its receipt', () => {
    expect(foldRoom(facts([started('1', 0), ended('1', 30)]))).toEqual({
      phase: 'interrupted',
      startedAtMs: at(0),
      untilMs: at(90) + 200,
    })
  })

  test('an end from an older push never interrupts the newer one, even in the same second', () => {
    expect(foldRoom(facts([started('1', 0), started('2', 10), ended('1', 10)])).phase).toBe('live')
  })

  test('an end that comes before its start leaves no room live', () => {
    expect(foldRoom(facts([ended('1', 5)])).phase).toBe('interrupted')
    expect(foldRoom(facts([ended('1', 5), started('1', 0)])).phase).toBe('interrupted')
  })

  test('sequences that differ in their last digit stay two pushes', () => {
    const pushes = [
      started('2210464508206756938', 0),
      started('2210464508206756939', 1),
      ended('2210464508206756938', 2),
    ]
    expect(foldRoom(facts(pushes)).phase).toBe('live')
  })

  test("the API's own recovery lengthens the window, never shortens it", () => {
    const interrupted = facts([started('1', 0), ended('1', 30)])
    expect(foldRoom({ ...interrupted, recoveredAtMs: at(300) }).untilMs).toBe(at(360))
    expect(foldRoom({ ...interrupted, recoveredAtMs: at(1) }).untilMs).toBe(at(90) + 200)
  })
})

describe('what the provider answered when asked', () => {
  test('one inactive answer closes nothing; two of them 20 s apart close a session whose end was lost', () => {
    const start = [started('1', 0)]
    expect(
      foldRoom(facts(start, { observations: [observed('inactive', 10), observed('inactive', 29)] })).phase,
    ).toBe('live')
    expect(
      foldRoom(facts(start, { observations: [observed('inactive', 10), observed('inactive', 30)] })),
    ).toMatchObject({
      phase: 'interrupted',
      untilMs: at(90),
    })
  })

  test('an active answer between two inactive ones breaks the confirmation', () => {
    const observations = [observed('inactive', 10), observed('active', 20), observed('inactive', 31)]
    expect(foldRoom(facts([started('1', 0)], { observations })).phase).toBe('live')
  })

  test('inactive answers from before a start say nothing about it', () => {
    const observations = [observed('inactive', -40), observed('inactive', -10)]
    expect(foldRoom(facts([started('1', 0)], { observations })).phase).toBe('live')
  })

  test('an active answer shows a room live whose start was lost, until an end comes', () => {
    const observations = [observed('active', 10)]
    expect(foldRoom(facts([], { observations }))).toEqual({ phase: 'live', startedAtMs: at(10) })
    expect(foldRoom(facts([ended('1', 9)], { observations })).phase).toBe('live')
    expect(foldRoom(facts([ended('1', 10)], { observations })).phase).toBe('interrupted')
  })

  test('a forbidden stream is silent: it opens nothing, and closes a session whose end was lost', () => {
    const observations = [observed('forbidden', 10), observed('forbidden', 60)]
    expect(foldRoom(facts([], { observations })).phase).toBe('unstarted')
    expect(foldRoom(facts([started('1', 0)], { observations })).phase).toBe('interrupted')
  })
})

describe('stops', () => {
  const live = [started('1', 0)]
  const stopped = (
    generation: number,
    reason: 'broadcaster' | 'operator' | 'window' = 'broadcaster',
  ): RoomStopFact => ({
    type: 'stopped',
    generation,
    reason,
    atMs: at(generation),
  })
  const reopened = (generation: number): RoomStopFact => ({
    type: 'reopened',
    generation,
    atMs: at(generation),
  })

  test('a stopped room is ended although somebody still pushes', () => {
    expect(foldRoom(facts(live, { stops: [stopped(1)] }))).toEqual({
      phase: 'ended',
      startedAtMs: at(0),
      endedAtMs: at(1),
      endReason: 'broadcaster',
    })
  })

  test('the highest generation decides, and in a tie the stop', () => {
    expect(foldRoom(facts(live, { stops: [stopped(1, 'window'), reopened(2)] })).phase).toBe('live')
    expect(foldRoom(facts(live, { stops: [reopened(2), stopped(2), stopped(1)] })).phase).toBe('ended')
    expect(
      foldRoom(facts(live, { stops: [stopped(1, 'window'), stopped(1, 'broadcaster')] })).endReason,
    ).toBe('broadcaster')
  })
})

test('only the current stream makes a room live; a push of a stream that was rotated away does not', () => {
  const room: RoomFacts = {
    ...facts([]),
    streams: [
      { generation: 1, createdAtMs: at(-9), pushes: [started('1', 0)], observations: [] },
      { generation: 2, createdAtMs: at(300), pushes: [], observations: [] },
    ],
  }
  // The replaced stream's window begins with the new stream, not with a push of long ago.
  expect(foldRoom(room)).toMatchObject({ phase: 'interrupted', untilMs: at(360) })
})

/** Histories of 1 to 6 pushes with takeovers and same-second ties; the last may be still open. */
const history = fc
  .record({
    pushes: fc.array(
      fc.record({ gap: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 0, max: 4 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
    open: fc.boolean(),
  })
  .map(({ pushes, open }) => {
    let clock = 0
    const events = pushes.flatMap(({ gap, length }, index) => {
      clock += gap
      const sequence = `22104645082067569${10 + index}`
      const isOpen = open && index === pushes.length - 1
      return isOpen ? [started(sequence, clock)] : [started(sequence, clock), ended(sequence, clock + length)]
    })
    return { events, live: open }
  })

const delivered = history.chain(({ events, live }) =>
  fc
    .tuple(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.array(fc.constantFrom(...events), { maxLength: 6 }),
    )
    .chain(([once, again]) =>
      fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }),
    )
    .map((arrived) => ({ events, arrived, live })),
)

test('20,000 random histories: every order and any repetition folds to the one true state', () => {
  fc.assert(
    fc.property(delivered, ({ events, arrived, live }) => {
      const fold = foldRoom(facts(arrived))
      expect(fold).toEqual(foldRoom(facts(events)))
      expect(fold.phase).toBe(live ? 'live' : 'interrupted')
    }),
    { numRuns: 20_000 },
  )
})

test('the same histories refute the tempting shortcuts: latest event time wins, and last arrival wins', () => {
  const shortcuts = {
    latestEventTime: (pushes: PushFact[]) =>
      pushes.toSorted((a, b) => a.occurredAtMs - b.occurredAtMs).at(-1),
    lastArrival: (pushes: PushFact[]) => pushes.at(-1),
  }
  for (const decide of Object.values(shortcuts)) {
    const wrong = fc
      .sample(delivered, { numRuns: 2_000, seed: 7 })
      .filter(({ arrived, live }) => (decide(arrived)?.type === 'push.started') !== live)
    expect(wrong.length).toBeGreaterThan(200)
  }
})
