import { DEFAULT_ROOM_TIMES, type RoomTimes } from '@kaibo/live-core'

/** How often what goes on by itself does so, and how long what was heard counts. All in milliseconds. */
export type Rhythm = Omit<RoomTimes, 'reconnectWindowMs'> & {
  /** How often the sweeper looks for rooms to ask about, and the reconciler for streams to forbid. */
  sweepMs: number
  /** A live room of which nothing was heard for so long is asked about. */
  staleMs: number
  /** The provider needs a moment to see itself what it told us: so long after an end it is asked. */
  askAfterEndMs: number
  /** No room is asked about more often than this, whatever happens. */
  askSpacingMs: number
  /** Doubts that a callback or a viewer raises cost at most one question in this time. */
  doubtSpacingMs: number
  /** A question that failed is repeated after this time and up to as much again. */
  askRetryMs: number
  /** What a broadcaster's device is told to keep. */
  heartbeatMs: number
  /** A device that asked for a push URL holds the room for so long before it has to push. */
  publisherGraceMs: number
  /** So much longer than its own clock tells must the sweep have rested for an outage. */
  outageMs: number
  /** How long a worker's lease lasts when its holder dies. */
  leaseMs: number
  /** How often the outbox is looked at when nothing woke its publisher. */
  outboxMs: number
}

export const DEFAULT_RHYTHM: Rhythm = {
  ...DEFAULT_ROOM_TIMES,
  sweepMs: 1_000,
  staleMs: 60_000,
  askAfterEndMs: 2_000,
  askSpacingMs: 2_000,
  doubtSpacingMs: 60_000,
  askRetryMs: 5_000,
  heartbeatMs: 10_000,
  publisherGraceMs: 60_000,
  outageMs: 30_000,
  leaseMs: 15_000,
  outboxMs: 1_000,
}

/** Each interval's variable; all are optional, in milliseconds. */
export const RHYTHM_VARIABLES: Record<keyof Rhythm, string> = {
  silenceConfirmationMs: 'KAIBO_SILENCE_CONFIRMATION_MS',
  heartbeatFreshMs: 'KAIBO_HEARTBEAT_FRESH_MS',
  reopenWithinMs: 'KAIBO_REOPEN_WITHIN_MS',
  sweepMs: 'KAIBO_SWEEP_MS',
  staleMs: 'KAIBO_STALE_MS',
  askAfterEndMs: 'KAIBO_ASK_AFTER_END_MS',
  askSpacingMs: 'KAIBO_ASK_SPACING_MS',
  doubtSpacingMs: 'KAIBO_DOUBT_SPACING_MS',
  askRetryMs: 'KAIBO_ASK_RETRY_MS',
  heartbeatMs: 'KAIBO_HEARTBEAT_MS',
  publisherGraceMs: 'KAIBO_PUBLISHER_GRACE_MS',
  outageMs: 'KAIBO_OUTAGE_MS',
  leaseMs: 'KAIBO_LEASE_MS',
  outboxMs: 'KAIBO_OUTBOX_MS',
}
