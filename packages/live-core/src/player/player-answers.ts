import { requestFailureMeaning } from '../controller/request-failure.ts'
import { change } from '../controller/turn.ts'
import type { PlayUrls } from '../play-urls/play-urls.ts'
import { askRoom } from './player-asks.ts'
import type { PlayerEvent } from './player-event.ts'
import { finish, play, stopMedia, tryAgain } from './player-picture.ts'
import { backOff } from './player-timers.ts'
import type { PlayerTurn } from './player-turn.ts'
import type { PlayerView } from './player-view.ts'

type EventOf<Type extends PlayerEvent['type']> = Extract<PlayerEvent, { type: Type }>

export function onPlayUrls(
  turn: PlayerTurn,
  { requestId, playUrls }: EventOf<'play-urls-answered'>,
): PlayerTurn {
  if (requestId !== turn.state.askId) return turn
  const heard = change(turn, { askId: null, answeredId: requestId })
  if (!playUrls.playable) return onNotPlayable(heard, playUrls)
  const url = playUrls.flv
  if (!heard.state.owesDelay) return play(heard, url)
  return tryAgain(change(heard, { view: { kind: 'checking' } }), { do: 'play', url })
}

function onNotPlayable(turn: PlayerTurn, answer: Extract<PlayUrls, { playable: false }>): PlayerTurn {
  switch (answer.reason) {
    case 'ended':
      return end(turn)
    case 'interrupted':
      return tryAgain(change(stopMedia(turn), { view: interruptedUntil(answer.until) }), { do: 'ask' })
    case 'waiting':
    case 'scheduled':
      return backOff(change(stopMedia(turn), { view: { kind: 'not-started' } }), { do: 'ask' })
    case 'unknown':
      return backOff(change(turn, { view: { kind: 'checking' } }), { do: 'ask' })
  }
}

/** The server said so. Its reason is part of the room. */
function end(turn: PlayerTurn): PlayerTurn {
  const ended = finish(turn, { kind: 'ended' })
  return turn.state.room?.status === 'ended' ? ended : askRoom(ended)
}

function interruptedUntil(until: string | undefined): PlayerView {
  const untilMs = until === undefined ? Number.NaN : Date.parse(until)
  return Number.isNaN(untilMs) ? { kind: 'interrupted' } : { kind: 'interrupted', untilMs }
}

/**
 * A room is heard for what is shown of it. Its status matters only when no newer word came or is on its way, so it
 * never touches a picture that runs.
 */
export function onRoom(turn: PlayerTurn, { requestId, room }: EventOf<'room-answered'>): PlayerTurn {
  const { state } = turn
  if (requestId !== state.roomAskId) return turn
  const answered = change(turn, { roomAskId: null })
  if (room.id !== state.roomId || (state.room !== null && room.version < state.room.version)) return answered
  const heard = change(answered, { room })
  if (state.askId !== null || requestId < state.answeredId) return heard
  if (room.status === 'ended') return finish(heard, { kind: 'ended' })
  if (state.view.kind !== 'ended') return heard
  return backOff(change(heard, { view: { kind: 'checking' } }), { do: 'ask' })
}

export function onRequestFailed(
  turn: PlayerTurn,
  { requestId, code, retryAfterMs }: EventOf<'request-failed'>,
): PlayerTurn {
  if (requestId === turn.state.roomAskId) return change(turn, { roomAskId: null })
  if (requestId !== turn.state.askId) return turn
  const answered = change(turn, { askId: null })
  switch (requestFailureMeaning[code]) {
    case 'not-found':
      return finish(answered, { kind: 'gone' })
    case 'ended':
      return end(change(answered, { answeredId: requestId }))
    case 'refused':
      return finish(answered, { kind: 'failed', reason: 'request-refused' })
    case 'retry':
      if (!answered.state.connected) return change(answered, { view: { kind: 'offline' } })
      return backOff(change(answered, { view: { kind: 'unavailable' } }), { do: 'ask' }, retryAfterMs)
  }
}
