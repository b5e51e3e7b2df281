import { change } from '../controller/turn.ts'
import type { Room } from '../room/room.ts'
import { DEFAULT_ROOM_TIMES } from '../room-status/room-facts.ts'
import { askRoom } from './player-asks.ts'
import { finish, halt } from './player-picture.ts'
import { waitForReturn } from './player-timers.ts'
import type { PlayerTurn } from './player-turn.ts'

/**
 * The server says that the room has ended. Why is part of the room, so that is looked up; until an end proves final,
 * the page asks again at a slow pace.
 */
export function onEnd(turn: PlayerTurn, retryAfterMs: number | undefined): PlayerTurn {
  const { room, lateMs } = turn.state
  const knownFinal = room?.status === 'ended' && !mayReopen(room)
  if (knownFinal || lateMs >= DEFAULT_ROOM_TIMES.reopenWithinMs) return finish(turn, { kind: 'ended' })
  const over = change(halt(turn), { endHeard: { retryAfterMs }, dialog: null, tries: 0 })
  const waiting = askRoom(waitForReturn(over, retryAfterMs))
  return room?.status === 'ended' ? change(waiting, { view: { kind: 'window-ended' } }) : waiting
}

/** The room itself says that it has ended, and why. */
export function reasonOfEndKnown(turn: PlayerTurn, room: Room): PlayerTurn {
  if (!mayReopen(room)) return finish(turn, { kind: 'ended' })
  const shown = change(turn, { view: { kind: 'window-ended' } })
  if (shown.state.endHeard) return shown
  const over = change(halt(shown), { endHeard: { retryAfterMs: undefined }, dialog: null, tries: 0 })
  return waitForReturn(over, undefined)
}

/** An end was told and its reason could not be had: it is called an end, and is asked about once more. */
export const reasonOfEndMissing = (turn: PlayerTurn): PlayerTurn =>
  turn.state.endHeard !== null && turn.state.view.kind !== 'window-ended'
    ? change(turn, { view: { kind: 'ended' } })
    : turn

const mayReopen = ({ endReason }: Room): boolean => endReason === 'window'
