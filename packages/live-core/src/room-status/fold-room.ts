import { isOpen, type PushSession, pushSessions } from './push-session.ts'
import type { RoomFacts, RoomStopFact } from './room-facts.ts'
import type { EndReason } from './room-status-names.ts'

/** What the facts alone say of a room; the clock adds only `scheduled` or `waiting` to `unstarted`. */
export const roomPhases = ['unstarted', 'live', 'interrupted', 'ended'] as const
export type RoomPhase = (typeof roomPhases)[number]

export type RoomFold = {
  phase: RoomPhase
  /** While interrupted: until when the broadcaster's place is kept. Its passing alone ends nothing. */
  untilMs?: number
  startedAtMs?: number
  endedAtMs?: number
  endReason?: EndReason
}

/**
 * Folds a room's facts to its phase. A pure function of the set of facts: the order in which they came and how
 * often cannot matter.
 */
export function foldRoom(facts: RoomFacts): RoomFold {
  const sessions = facts.streams.flatMap(pushSessions)
  const startedAtMs = earliest(sessions.map((session) => session.startedAtMs))
  const started = startedAtMs === undefined ? {} : { startedAtMs }

  const stop = decidingStop(facts.stops)
  if (stop?.type === 'stopped')
    return { phase: 'ended', ...started, endedAtMs: stop.atMs, endReason: stop.reason }
  if (currentSessions(facts).some(isOpen)) return { phase: 'live', ...started }
  if (sessions.length === 0) return { phase: 'unstarted' }
  return { phase: 'interrupted', ...started, untilMs: windowEnd(facts, sessions) }
}

/** Only the current stream makes a room live: viewers get its URLs, not those of a stream that was rotated away. */
function currentSessions(facts: RoomFacts): PushSession[] {
  const newest = Math.max(...facts.streams.map((stream) => stream.generation))
  return facts.streams.filter((stream) => stream.generation === newest).flatMap(pushSessions)
}

/** The window runs from the latest of the last end, its receipt, and the API's own recovery. */
function windowEnd(facts: RoomFacts, sessions: readonly PushSession[]): number {
  const ends = sessions.map((session) => session.endedAtMs ?? session.startedAtMs)
  return Math.max(...ends, facts.recoveredAtMs ?? 0) + facts.reconnectWindowSeconds * 1000
}

/** Which explanation is shown when a room was stopped twice in one generation. */
const REASON_WEIGHT: Record<EndReason, number> = { operator: 3, broadcaster: 2, window: 1 }

/** The stop or reopening with the highest generation; in a tie the stop, and of two stops the more final. */
function decidingStop(stops: readonly RoomStopFact[]): RoomStopFact | undefined {
  return [...stops].sort(byDecisiveness)[0]
}

function byDecisiveness(a: RoomStopFact, b: RoomStopFact): number {
  return b.generation - a.generation || weight(b) - weight(a) || a.atMs - b.atMs
}

const weight = (stop: RoomStopFact) => (stop.type === 'stopped' ? REASON_WEIGHT[stop.reason] : 0)

const earliest = (times: readonly number[]) => (times.length === 0 ? undefined : Math.min(...times))
