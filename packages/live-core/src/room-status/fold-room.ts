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
  const sessions = facts.streams.flatMap((stream) => pushSessions(stream, facts))
  const startedAtMs = earliest(sessions.map((session) => session.startedAtMs))
  const started = startedAtMs === undefined ? {} : { startedAtMs }

  const stop = decidingStop(facts.stops)
  if (stop?.type === 'stopped')
    return { phase: 'ended', ...started, endedAtMs: stop.atMs, endReason: stop.reason }
  if (pushSessions(currentStream(facts), facts).some(isOpen)) return { phase: 'live', ...started }
  if (sessions.length === 0) return { phase: 'unstarted' }
  return {
    phase: 'interrupted',
    ...started,
    untilMs: interruptedSince(facts, sessions) + facts.times.reconnectWindowMs,
  }
}

/**
 * The newest generation. Only it makes a room live: viewers get its URLs, not those of a stream that was rotated
 * away. Throws for a room without a stream, which none is.
 */
export function currentStream({ streams }: Pick<RoomFacts, 'streams'>): RoomFacts['streams'][number] {
  const [newest] = [...streams].sort((a, b) => b.generation - a.generation)
  if (!newest) throw new RangeError('A room has at least one stream')
  return newest
}

/**
 * The window runs from the latest of the last end, its receipt, the current stream's own beginning (a replaced
 * stream starts silent), a reopening, and the API's own recovery.
 */
function interruptedSince(facts: RoomFacts, sessions: readonly PushSession[]): number {
  const ends = sessions.map((session) => session.endedAtMs ?? session.startedAtMs)
  const stop = decidingStop(facts.stops)
  return Math.max(...ends, currentStream(facts).createdAtMs, stop?.atMs ?? 0, facts.recoveredAtMs ?? 0)
}

/** Which explanation is shown when a room was stopped twice in one generation. */
const REASON_WEIGHT: Record<EndReason, number> = { operator: 3, broadcaster: 2, window: 1 }

/** The stop or reopening with the highest generation; in a tie the stop, and of two stops the more final. */
export function decidingStop(stops: readonly RoomStopFact[]): RoomStopFact | undefined {
  return [...stops].sort(byDecisiveness)[0]
}

function byDecisiveness(a: RoomStopFact, b: RoomStopFact): number {
  return b.generation - a.generation || weight(b) - weight(a) || a.atMs - b.atMs
}

const weight = (stop: RoomStopFact) => (stop.type === 'stopped' ? REASON_WEIGHT[stop.reason] : 0)

const earliest = (times: readonly number[]) => (times.length === 0 ? undefined : Math.min(...times))
