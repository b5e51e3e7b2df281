import { foldRoom, type RoomFold, type RoomPhase } from './fold-room.ts'
import type { RoomFacts } from './room-facts.ts'
import type { RoomStatus } from './room-status-names.ts'

/** The status that people are told: the phase, with `unstarted` split by the clock. */
export function statusAt(phase: RoomPhase, startsAtMs: number | undefined, nowMs: number): RoomStatus {
  if (phase !== 'unstarted') return phase
  return startsAtMs !== undefined && startsAtMs > nowMs ? 'scheduled' : 'waiting'
}

/**
 * A room's status as a function of its recorded facts. The first that holds: `ended` (the deciding stop says
 * so), `live` (some push session of the current stream is open), `interrupted` (pushed before, nothing open),
 * `scheduled` or `waiting` (never pushed).
 */
export function roomStatus(
  facts: RoomFacts & { startsAtMs?: number },
  nowMs: number,
): Omit<RoomFold, 'phase'> & { status: RoomStatus } {
  const { phase, ...rest } = foldRoom(facts)
  return { status: statusAt(phase, facts.startsAtMs, nowMs), ...rest }
}
