import { change, emit } from '../controller/turn.ts'
import { cancelWait } from './player-timers.ts'
import type { PlayerTurn } from './player-turn.ts'

/**
 * Asks the server. Play URLs are the question, because one answer says both whether the room is live and where; the
 * room itself is fetched for what the page shows of it. The answer that counts is the one to the newest question.
 */
export function ask(turn: PlayerTurn): PlayerTurn {
  if (turn.state.hidden || !turn.state.opened) return turn
  const known = turn.state.room !== null || turn.state.roomAskId !== null
  const cleared = cancelWait(known ? turn : askRoom(turn))
  const { roomId, lastId, stalled } = cleared.state
  const requestId = lastId + 1
  return emit(change(cleared, { lastId: requestId, askId: requestId, endHeard: null }), {
    type: 'fetch-play-urls',
    requestId,
    roomId,
    stalled,
  })
}

/** As `ask`, but not before the time that the server set with its last answer. */
export function askInTime(turn: PlayerTurn): PlayerTurn {
  const { wait } = turn.state
  if (wait?.next.do !== 'pace') return ask(turn)
  return change(turn, { wait: { ...wait, next: { do: 'pace', thenAsk: true } } })
}

export function askRoom(turn: PlayerTurn): PlayerTurn {
  const { roomId, lastId } = turn.state
  const requestId = lastId + 1
  return emit(change(turn, { lastId: requestId, roomAskId: requestId }), {
    type: 'fetch-room',
    requestId,
    roomId,
  })
}
