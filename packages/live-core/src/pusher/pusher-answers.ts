import { requestFailureMeaning } from '../controller/request-failure.ts'
import { change } from '../controller/turn.ts'
import type { Room } from '../room/room.ts'
import type { PusherEvent } from './pusher-event.ts'
import { ended, halt, recover, seenByServer, start } from './pusher-push.ts'
import { backOff, watch } from './pusher-timers.ts'
import type { PusherTurn } from './pusher-turn.ts'

type EventOf<Type extends PusherEvent['type']> = Extract<PusherEvent, { type: Type }>

export function onPushUrl(
  turn: PusherTurn,
  { requestId, pushUrl }: EventOf<'push-url-answered'>,
): PusherTurn {
  if (requestId !== turn.state.urlAskId) return turn
  return start(change(turn, { urlAskId: null }), pushUrl.url)
}

export function onRoom(turn: PusherTurn, { requestId, room }: EventOf<'room-answered'>): PusherTurn {
  const { roomAskId, endAskId } = turn.state
  const known = newer(turn.state.room, room)
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
      // Only an end by a person is final; a room whose window passed is opened again by asking for a push URL.
      return isFinalEnd(room) ? ended(turn) : recover(turn, 'at-once')
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

const isFinalEnd = ({ endReason }: Room) => endReason === 'broadcaster' || endReason === 'operator'

const newer = (known: Room | null, heard: Room): Room =>
  known !== null && known.version > heard.version ? known : heard

export function onRequestFailed(turn: PusherTurn, event: EventOf<'request-failed'>): PusherTurn {
  const { urlAskId, roomAskId, endAskId } = turn.state
  // A question about a running push that comes to nothing must not disturb the push.
  if (event.requestId === roomAskId) return watch(change(turn, { roomAskId: null }))
  if (event.requestId === urlAskId) return onAskFailed(change(turn, { urlAskId: null }), event)
  if (event.requestId === endAskId) return onAskFailed(change(turn, { endAskId: null }), event)
  return turn
}

function onAskFailed(turn: PusherTurn, { code, retryAfterMs }: EventOf<'request-failed'>): PusherTurn {
  const { connected, wish } = turn.state
  switch (requestFailureMeaning[code]) {
    case 'ended':
      return ended(turn)
    case 'not-found':
    case 'refused':
      return change(halt(turn), { view: { kind: 'failed' } })
    case 'retry': {
      if (wish === 'end') return connected ? backOff(turn, retryAfterMs) : turn
      if (!connected) return change(turn, { view: { kind: 'offline' } })
      return backOff(change(turn, { view: { kind: 'unavailable' } }), retryAfterMs)
    }
  }
}
