import { usableRetryAfterMs } from '../controller/request-failure.ts'
import { change, emit, spreadMs } from '../controller/turn.ts'
import type { PusherState } from './pusher-state.ts'
import { isStarted, type PusherTurn } from './pusher-turn.ts'

/** The server says when the next one is due; within these bounds it is believed. */
const SHORTEST_MS = 1_000
const LONGEST_MS = 30_000

/** After one that came to nothing. The server takes a device for gone after 35 s, so two more still fit. */
const AFTER_FAILURE_MIN_MS = 8_000
const AFTER_FAILURE_MAX_MS = 12_000

/**
 * Heartbeats are sent while the person wants to be live with a URL of this device, and the page can go on with the
 * answer.
 */
const wantsBeats = ({ wish, hasUrl, hidden, connected, view }: PusherState): boolean =>
  wish === 'live' && hasUrl && !hidden && connected && view.kind !== 'failed'

/** Runs after every event: one chain of heartbeats while they are wanted, none otherwise. */
export function keepBeating(turn: PusherTurn): PusherTurn {
  const { beatAskId, beatTimerId } = turn.state
  if (!wantsBeats(turn.state)) return dropBeat(turn)
  return beatAskId === null && beatTimerId === null ? beat(turn) : turn
}

function beat(turn: PusherTurn): PusherTurn {
  const { roomId, lastId } = turn.state
  if (roomId === null) return turn
  const requestId = lastId + 1
  return emit(change(turn, { lastId: requestId, beatAskId: requestId }), {
    type: 'send-heartbeat',
    requestId,
    roomId,
    pushing: isStarted(turn.state),
  })
}

/**
 * A heartbeat ahead of its time, before anything else is asked: what it says, and what it is told, is about to be
 * past.
 */
export function beatAtOnce(turn: PusherTurn): PusherTurn {
  const dropped = dropBeat(turn)
  return wantsBeats(dropped.state) ? beat(dropped) : dropped
}

/** Forgets the heartbeat under way, or the one that is due: if one is still wanted, it is sent at once. */
export function dropBeat(turn: PusherTurn): PusherTurn {
  const { beatAskId, beatTimerId } = turn.state
  if (beatTimerId !== null) {
    return emit(change(turn, { beatTimerId: null }), { type: 'cancel-timer', id: beatTimerId })
  }
  return beatAskId === null ? turn : change(turn, { beatAskId: null })
}

/** The next heartbeat in `delayMs`, if one is still wanted. */
export function beatLater(turn: PusherTurn, delayMs: number): PusherTurn {
  if (!wantsBeats(turn.state) || turn.state.beatAskId !== null) return turn
  const id = turn.state.lastId + 1
  return emit(change(turn, { lastId: id, beatTimerId: id }), {
    type: 'start-timer',
    id,
    delayMs: Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.ceil(delayMs))),
  })
}

export function beatAfterFailure(turn: PusherTurn, retryAfterMs: number | undefined): PusherTurn {
  const soonestMs = usableRetryAfterMs(retryAfterMs) ?? 0
  const usualMs = spreadMs(AFTER_FAILURE_MIN_MS, AFTER_FAILURE_MAX_MS, turn.options.random)
  return beatLater(turn, Math.max(soonestMs, usualMs))
}
