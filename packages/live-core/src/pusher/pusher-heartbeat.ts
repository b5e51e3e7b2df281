import { change } from '../controller/turn.ts'
import type { HeartbeatAnswer } from '../heartbeat/heartbeat.ts'
import { beatLater } from './pusher-beats.ts'
import type { PusherEvent } from './pusher-event.ts'
import { busyElsewhere, ended, replaceUrl } from './pusher-push.ts'
import { isOverForGood, newerRoom } from './pusher-room.ts'
import type { PusherTurn } from './pusher-turn.ts'

type Answered = Extract<PusherEvent, { type: 'heartbeat-answered' }>

export function onHeartbeat(turn: PusherTurn, { requestId, answer }: Answered): PusherTurn {
  if (requestId !== turn.state.beatAskId) return turn
  const heard = change(turn, { beatAskId: null, room: newerRoom(turn.state.room, answer.room) })
  return beatLater(obey(heard, answer), answer.nextInMs)
}

/** The server sees what this device cannot: who else publishes, and whether its URL still leads to the room. */
function obey(turn: PusherTurn, { publisher, pushUrlReplaced }: HeartbeatAnswer): PusherTurn {
  const { room, urlAskId } = turn.state
  if (room !== null && isOverForGood(room)) return ended(turn)
  const told = pushUrlReplaced === undefined ? turn : change(turn, { replaced: pushUrlReplaced })
  // A new URL is on its way: there is nothing more to do about the old one.
  if (urlAskId !== null) return told
  if (publisher === 'other-device') return busyElsewhere(told)
  // A push that the server gave up, too: a fresh URL opens the room again.
  return pushUrlReplaced !== undefined || room?.status === 'ended' ? replaceUrl(told) : told
}
