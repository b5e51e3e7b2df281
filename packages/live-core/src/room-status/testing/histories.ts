import {
  DEFAULT_ROOM_TIMES,
  type PushFact,
  type PushingHeartbeats,
  type RoomFacts,
  type RoomStopFact,
  type StreamObservation,
} from '../room-facts.ts'

const NOW = Date.UTC(2026, 10, 22, 12)

/** A moment of a test's history, in seconds from its beginning. */
export const at = (seconds: number) => NOW + seconds * 1000

export const started = (sequence: string, seconds: number): PushFact => ({
  type: 'push.started',
  sequence,
  proven: true,
  occurredAtMs: at(seconds),
  receivedAtMs: at(seconds) + 200,
})

export const ended = (sequence: string, seconds: number): PushFact => ({
  ...started(sequence, seconds),
  type: 'push.ended',
})

/** The same word without our token. */
export const claimed = (fact: PushFact): PushFact => ({ ...fact, proven: false })

export const observed = (state: StreamObservation['state'], seconds: number): StreamObservation => ({
  state,
  observedAtMs: at(seconds),
})

type More = {
  observations?: StreamObservation[]
  stops?: RoomStopFact[]
  heartbeats?: PushingHeartbeats
  windowSeconds?: number
}

/** A room with one stream. */
export function facts(
  pushes: PushFact[],
  { observations = [], stops = [], heartbeats, windowSeconds = 60 }: More = {},
): RoomFacts {
  return {
    times: { ...DEFAULT_ROOM_TIMES, reconnectWindowMs: windowSeconds * 1000 },
    streams: [{ generation: 1, createdAtMs: at(-100), pushes, observations }],
    stops,
    ...(heartbeats ? { heartbeats } : {}),
  }
}
