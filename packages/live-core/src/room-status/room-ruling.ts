import { currentStream, decidingStop, foldRoom } from './fold-room.ts'
import { inOrder, isSilent } from './observations.ts'
import type { RoomFacts, StreamObservation } from './room-facts.ts'

/** What the server decides by itself from the facts and the clock; recorded as a fact of its own. */
export type RoomRuling = { type: 'stopped'; reason: 'window' } | { type: 'reopened' }

/**
 * Whether the facts call for a stop or a reopening now. The clock alone ends nothing: a room whose window has passed
 * is stopped only when the provider, asked twice since, found it silent. A room that its window ended is opened again
 * by a push, as long as the time for it has not passed; one that a person ended is never touched.
 */
export function ruleOnRoom(facts: RoomFacts, nowMs: number): RoomRuling | undefined {
  const fold = foldRoom(facts)
  if (fold.phase === 'interrupted' && fold.untilMs !== undefined) {
    return isOver(facts, fold.untilMs, nowMs) ? { type: 'stopped', reason: 'window' } : undefined
  }
  if (fold.phase !== 'ended' || fold.endReason !== 'window') return undefined
  const stoppedAtMs = decidingStop(facts.stops)?.atMs ?? 0
  const isBack = foldRoom({ ...facts, stops: [] }).phase === 'live'
  return isBack && nowMs - stoppedAtMs <= facts.times.reopenWithinMs ? { type: 'reopened' } : undefined
}

function isOver(facts: RoomFacts, untilMs: number, nowMs: number): boolean {
  if (nowMs < untilMs) return false
  const { times, heartbeats } = facts
  const silence = silenceSince(currentStream(facts).observations, untilMs - times.reconnectWindowMs)
  const [first, last] = [silence[0], silence[silence.length - 1]]
  return (
    first !== undefined &&
    last !== undefined &&
    last.observedAtMs >= untilMs &&
    // An answer from while the broadcaster's device said that it pushes ends nothing later either.
    !(heartbeats && last.observedAtMs <= heartbeats.atMs + times.heartbeatFreshMs) &&
    last.observedAtMs - first.observedAtMs >= times.silenceConfirmationMs
  )
}

/** The unbroken run of silent answers up to the newest one, as far as it lies after `sinceMs`. */
function silenceSince(observations: readonly StreamObservation[], sinceMs: number): StreamObservation[] {
  const newestFirst = inOrder(observations).reverse()
  const lastActive = newestFirst.findIndex((observation) => !isSilent(observation))
  const silence = lastActive === -1 ? newestFirst : newestFirst.slice(0, lastActive)
  return silence.filter(({ observedAtMs }) => observedAtMs > sinceMs).reverse()
}
