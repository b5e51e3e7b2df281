import type { EndReason } from './room-status-names.ts'

/**
 * A provider's word that a push began or ended. Unique on (stream, sequence, type, proven). `sequence` is the
 * provider's 19-digit id of one push session: a string everywhere, since as a number neighbours collide.
 */
export type PushFact = {
  type: 'push.started' | 'push.ended'
  sequence: string
  /**
   * It carried our own token of the stream's push URL. A provider's callback signature may cover no body (Tencent's
   * does not), so a word without the token is a claim: it opens nothing that the provider does not confirm.
   */
  proven: boolean
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
  createdAtMs: number
  pushes: readonly PushFact[]
  observations: readonly StreamObservation[]
}

/** A stop or a reopening of the room; each carries its own generation number. */
export type RoomStopFact =
  | { type: 'stopped'; generation: number; reason: EndReason; atMs: number }
  | { type: 'reopened'; generation: number; atMs: number }

/** The latest unbroken run of heartbeats in which the broadcaster's own device said that it pushes. */
export type PushingHeartbeats = { sinceMs: number; atMs: number }

/** How long what was heard counts. All in milliseconds. */
export type RoomTimes = {
  reconnectWindowMs: number
  /** Two silent answers of the provider confirm each other only when they lie this far apart. */
  silenceConfirmationMs: number
  /** A heartbeat speaks for this long. */
  heartbeatFreshMs: number
  /** A room that its window ended is opened again by its broadcaster's return within this time. */
  reopenWithinMs: number
}

export const DEFAULT_ROOM_TIMES: Omit<RoomTimes, 'reconnectWindowMs'> = {
  silenceConfirmationMs: 20_000,
  heartbeatFreshMs: 35_000,
  reopenWithinMs: 30 * 60_000,
}

/** The journal of one room: facts in any order, duplicates allowed. */
export type RoomFacts = {
  times: RoomTimes
  streams: readonly StreamFacts[]
  stops: readonly RoomStopFact[]
  heartbeats?: PushingHeartbeats
  /** When the API itself came back after an outage: nobody's window runs while nobody could be heard. */
  recoveredAtMs?: number
}
