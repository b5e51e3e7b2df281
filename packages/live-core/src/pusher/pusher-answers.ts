import { requestFailureMeaning } from '../controller/request-failure.ts'
import { change } from '../controller/turn.ts'
import type { Room } from '../room/room.ts'
import { beatAfterFailure, dropBeat } from './pusher-beats.ts'
import type { PusherEvent } from './pusher-event.ts'
import { busyElsewhere, ended, halt, recover, seenByServer, start } from './pusher-push.ts'
import { isOverForGood, newerRoom } from './pusher-room.ts'
import { backOff, watch } from './pusher-timers.ts'
import type { PusherTurn } from './pusher-turn.ts'

type EventOf<Type extends PusherEvent['type']> = Extract<PusherEvent, { type: Type }>

export function onPushUrl(
  turn: PusherTurn,
  { requestId, pushUrl }: EventOf<'push-url-answered'>,
): PusherTurn {
  if (requestId !== turn.state.urlAskId) return turn
  // A heartbeat under way was sent before this URL, and speaks of another.
  return start(change(dropBeat(turn), { urlAskId: null, hasUrl: true, takeOver: false }), pushUrl.url)
}

export function onRoom(turn: PusherTurn, { requestId, room }: EventOf<'room-answered'>): PusherTurn {
  const { roomAskId, endAskId } = turn.state
  const known = newerRoom(turn.state.room, room)
  if (requestId === endAskId) {
    const answered = change(turn, { endAskId: null, room: known })
    return known.status === 'ended' ? ended(answered) : backOff(answered)
  }
  if (requestId !== roomAskId) return turn
  return onServerTruth(change(turn, { roomAskId: null, room: known }), known)
}

/** What the server sees of a push that nobody else confirmed. */
function onServerTruth(turn: PusherTurn, room: Room): PusherTurn {
  const { graceChecks } = turn.state
  switch (room.status) {
    case 'ended':
      return isOverForGood(room) ? ended(turn) : recover(turn, 'at-once')
    case 'live':
      return seenByServer(turn)
    case 'unknown':
      return watch(turn)
    case 'interrupted':
    case 'waiting':
    case 'scheduled':
      if (graceChecks === 0) return recover(turn, 'at-once')
      return watch(change(turn, { graceChecks: graceChecks - 1 }))
  }
}

export function onRequestFailed(turn: PusherTurn, event: EventOf<'request-failed'>): PusherTurn {
  const { urlAskId, roomAskId, endAskId, beatAskId } = turn.state
  if (event.requestId === beatAskId)
    return beatAfterFailure(change(turn, { beatAskId: null }), event.retryAfterMs)
  // A question about a running push that comes to nothing must not disturb the push.
  if (event.requestId === roomAskId) return watch(change(turn, { roomAskId: null }))
  if (event.requestId === urlAskId) return onAskFailed(change(turn, { urlAskId: null }), event)
  if (event.requestId === endAskId) return onAskFailed(change(turn, { endAskId: null }), event)
  return turn
}

function onAskFailed(turn: PusherTurn, { code, retryAfterMs }: EventOf<'request-failed'>): PusherTurn {
  switch (requestFailureMeaning[code]) {
    case 'ended':
      return ended(turn)
    case 'not-found':
    case 'refused':
      return change(halt(turn), { view: { kind: 'failed' } })
    case 'busy':
      return turn.state.wish === 'live' ? busyElsewhere(turn) : onMayPass(turn, retryAfterMs)
    case 'retry':
      return onMayPass(turn, retryAfterMs)
  }
}

function onMayPass(turn: PusherTurn, retryAfterMs: number | undefined): PusherTurn {
  const { connected, wish } = turn.state
  if (wish === 'end') return connected ? backOff(turn, retryAfterMs) : turn
  if (!connected) return change(turn, { view: { kind: 'offline' } })
  return backOff(change(turn, { view: { kind: 'unavailable' } }), retryAfterMs)
}
