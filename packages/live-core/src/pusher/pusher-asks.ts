import { change, emit } from '../controller/turn.ts'
import { cancelTimers, cancelWait, unwatch } from './pusher-timers.ts'
import type { PusherTurn } from './pusher-turn.ts'

/**
 * Asks for a fresh push URL; its answer is started. After the first start the reason is `reconnect`, which makes the
 * server drop a stale session of the same broadcaster first.
 */
export function askUrl(turn: PusherTurn): PusherTurn {
  const { roomId, hidden, everStarted, takeOver } = turn.state
  if (hidden || roomId === null) return turn
  const cleared = cancelTimers(turn)
  const requestId = cleared.state.lastId + 1
  const asked = change(cleared, { lastId: requestId, urlAskId: requestId, roomAskId: null })
  return emit(asked, {
    type: 'fetch-push-url',
    requestId,
    roomId,
    reason: everStarted ? 'reconnect' : 'start',
    takeOver,
  })
}

/** Asks whether the server sees the push. */
export function askRoom(turn: PusherTurn): PusherTurn {
  const { roomId, hidden } = turn.state
  if (hidden || roomId === null) return turn
  const cleared = unwatch(turn)
  const requestId = cleared.state.lastId + 1
  const asked = change(cleared, { lastId: requestId, roomAskId: requestId })
  return emit(asked, { type: 'fetch-room', requestId, roomId })
}

export function askEnd(turn: PusherTurn): PusherTurn {
  const { roomId, hidden, connected } = turn.state
  if (hidden || !connected || roomId === null) return turn
  const cleared = cancelWait(turn)
  const requestId = cleared.state.lastId + 1
  const asked = change(cleared, { lastId: requestId, endAskId: requestId })
  return emit(asked, { type: 'end-room', requestId, roomId })
}
