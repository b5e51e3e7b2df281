import type { EndReason } from './room-status-names.ts'

/**
 * A provider's word that a push began or ended. Unique on (stream, sequence, type). `sequence` is the provider's
 * 19-digit id of one push session: a string everywhere, since as a number neighbours collide.
 */
export type PushFact = {
  type: 'push.started' | 'push.ended'
  sequence: string
  /** The provider's event time; whole seconds, so never the ground of a decision between two events. */
  occurredAtMs: number
  receivedAtMs: number
}

/** What the provider answered when asked about a stream. A failed or timed-out query is not a fact. */
export type StreamObservation = {
  state: 'active' | 'inactive' | 'forbidden'
  observedAtMs: number
}

/** All that is known of one stream. A room's newest generation is the current one. */
export type StreamFacts = {
  generation: number
  pushes: readonly PushFact[]
  observations: readonly StreamObservation[]
}

/** A stop or a reopening of the room; each carries its own generation number. */
export type RoomStopFact =
  | { type: 'stopped'; generation: number; reason: EndReason; atMs: number }
  | { type: 'reopened'; generation: number; atMs: number }

/** The journal of one room: append-only facts in any order, duplicates allowed. */
export type RoomFacts = {
  reconnectWindowSeconds: number
  streams: readonly StreamFacts[]
  stops: readonly RoomStopFact[]
  /** When the API itself came back after an outage: nobody's window runs while nobody could be heard. */
  recoveredAtMs?: number
}
