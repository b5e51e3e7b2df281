import { foldRoom, type PushFact, type RoomFacts, type StreamObservation, type User } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_RHYTHM } from '../config/rhythm.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { observationStore } from './observation-store.ts'
import { pushFactStore } from './push-fact-store.ts'

let managers: Managers
let owner: User
beforeAll(async () => {
  managers = await openManagers('observations')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())

const newStream = async () => (await managers.newRoom(owner)).streamName
const observe = (streamName: string, { state, observedAtMs }: StreamObservation) =>
  observationStore.insert(managers.database, streamName, state, new Date(observedAtMs))
const kept = async (streamName: string) =>
  (await observationStore.ofStreams(managers.database, [streamName])).get(streamName) ?? []
const at = (seconds: number) => 1_795_348_800_000 + seconds * 1000

const fold = (pushes: readonly PushFact[], observations: readonly StreamObservation[]) => {
  const facts: RoomFacts = {
    times: { ...DEFAULT_RHYTHM, reconnectWindowMs: 60_000 },
    streams: [{ generation: 1, createdAtMs: at(0), pushes, observations }],
    stops: [],
  }
  return foldRoom(facts)
}

test('a show of ten hours keeps some dozen active answers: its first and those of the last ten minutes', async () => {
  const streamName = await newStream()
  for (let minute = 0; minute < 600; minute++) {
    await observe(streamName, { state: 'active', observedAtMs: at(60 * minute) })
  }
  const times = (await kept(streamName)).map(({ observedAtMs }) => observedAtMs).sort()
  expect(times[0]).toBe(at(0))
  expect(times.slice(1)).toEqual(
    Array.from({ length: times.length - 1 }, (_, index) => at(35_940 - 60 * (times.length - 2 - index))),
  )
  expect(times.length).toBeLessThan(14)
})

type Heard = {
  afterSeconds: number
  observation?: StreamObservation['state']
  push?: Omit<PushFact, 'occurredAtMs' | 'receivedAtMs'>
  lateSeconds: number
}

const heard: fc.Arbitrary<Heard> = fc.record(
  {
    afterSeconds: fc.constantFrom(0, 20, 60, 60, 120, 240),
    observation: fc.constantFrom('active', 'active', 'active', 'active', 'inactive', 'forbidden'),
    push: fc.record({
      type: fc.constantFrom('push.started', 'push.ended'),
      sequence: fc.constantFrom('1', '2'),
      proven: fc.boolean(),
    }),
    lateSeconds: fc.constantFrom(0, 0, 0, 1, 300),
  },
  { requiredKeys: ['afterSeconds', 'lateSeconds'] },
)

test('an answer stays that alone shows a push going on after the end of another', async () => {
  const streamName = await newStream()
  const { database } = managers
  const fact = (push: Omit<PushFact, 'occurredAtMs' | 'receivedAtMs'>, seconds: number): PushFact => {
    return { ...push, occurredAtMs: at(seconds), receivedAtMs: at(seconds) }
  }
  // The first push ends at 20 s; the start of the second, seen at 60 s, was lost. The third's end is only claimed.
  const pushes = [
    fact({ type: 'push.ended', sequence: '1', proven: true }, 20),
    fact({ type: 'push.started', sequence: '3', proven: true }, 90),
    fact({ type: 'push.ended', sequence: '3', proven: false }, 700),
  ]
  for (const push of pushes) {
    const binding = push.proven ? 'bound' : 'unbound'
    await pushFactStore.insert(database, streamName, { ...push, binding, details: {} })
  }
  const observations = [0, 60, 120, 670].map((seconds) => ({
    state: 'active' as const,
    observedAtMs: at(seconds),
  }))
  for (const observation of observations) await observe(streamName, observation)
  expect(fold(pushes, observations).phase).toBe('live')
  expect(fold(pushes, await kept(streamName)).phase).toBe('live')
})

test('whatever is heard of a stream, dropping answers never changes what its room shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(heard, { minLength: 8, maxLength: 30 }), async (list) => {
      const streamName = await newStream()
      const pushes = new Map<string, PushFact>()
      const observations: StreamObservation[] = []
      let seconds = 0
      for (const { afterSeconds, observation, push, lateSeconds } of list) {
        seconds += afterSeconds
        if (push) {
          const fact = { ...push, occurredAtMs: at(seconds - lateSeconds), receivedAtMs: at(seconds) }
          const key = `${push.type} ${push.sequence} ${push.proven}`
          if (!pushes.has(key)) pushes.set(key, fact)
          const binding = push.proven ? 'bound' : 'unbound'
          await pushFactStore.insert(managers.database, streamName, { ...fact, binding, details: {} })
        }
        if (observation) {
          const answer = { state: observation, observedAtMs: at(seconds) }
          observations.push(answer)
          await observe(streamName, answer)
        }
        const facts = [...pushes.values()]
        expect(fold(facts, await kept(streamName))).toEqual(fold(facts, observations))
      }
    }),
    { numRuns: 250 },
  )
})
