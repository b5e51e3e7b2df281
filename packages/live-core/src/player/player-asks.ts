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
  const { roomId, lastId } = cleared.state
  const requestId = lastId + 1
  return emit(change(cleared, { lastId: requestId, askId: requestId }), {
    type: 'fetch-play-urls',
    requestId,
    roomId,
  })
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
