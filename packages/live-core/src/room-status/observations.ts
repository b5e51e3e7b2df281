import type { PushingHeartbeats, RoomTimes, StreamObservation } from './room-facts.ts'

/** What decides when the provider's silence is believed. */
export type SilenceRule = { times: RoomTimes; heartbeats?: PushingHeartbeats | undefined }

/** Inactive or forbidden: either way there is nothing to play. */
export const isSilent = ({ state }: StreamObservation): boolean => state !== 'active'

/** Ordered by time; of answers in the same millisecond the active one first, so that any order sorts to one. */
export const inOrder = (observations: readonly StreamObservation[]): StreamObservation[] =>
  [...observations].sort((a, b) => a.observedAtMs - b.observedAtMs || (a.state < b.state ? -1 : 1))

/**
 * When the silence after `sinceMs` was confirmed, of answers in order: the first silent answer that lies far enough
 * after another, with no active one between them, and that no heartbeat of the broadcaster's device contradicts (any
 * positive counts, as Tencent advises: 20470).
 */
export function silenceConfirmedAfter(
  observations: readonly StreamObservation[],
  sinceMs: number,
  { times, heartbeats }: SilenceRule,
): number | undefined {
  let silentSinceMs: number | undefined
  for (const observation of observations) {
    const { observedAtMs } = observation
    if (observedAtMs <= sinceMs) continue
    if (!isSilent(observation)) {
      silentSinceMs = undefined
      continue
    }
    silentSinceMs ??= observedAtMs
    const isConfirmed = observedAtMs - silentSinceMs >= times.silenceConfirmationMs
    if (isConfirmed && !saysPushing(heartbeats, observedAtMs, times)) return observedAtMs
  }
  return undefined
}

const saysPushing = (heartbeats: PushingHeartbeats | undefined, atMs: number, times: RoomTimes): boolean =>
  heartbeats !== undefined && heartbeats.sinceMs <= atMs && atMs <= heartbeats.atMs + times.heartbeatFreshMs
