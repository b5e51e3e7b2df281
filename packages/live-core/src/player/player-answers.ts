import { requestFailureMeaning } from '../controller/request-failure.ts'
import { change } from '../controller/turn.ts'
import type { PlayUrls } from '../play-urls/play-urls.ts'
import { onEnd, reasonOfEndKnown, reasonOfEndMissing } from './player-end.ts'
import type { PlayerEvent } from './player-event.ts'
import { finish, play, stopMedia, tryAgain } from './player-picture.ts'
import { backOff, pace } from './player-timers.ts'
import type { PlayerTurn } from './player-turn.ts'
import type { PlayerView } from './player-view.ts'

type EventOf<Type extends PlayerEvent['type']> = Extract<PlayerEvent, { type: Type }>

export function onPlayUrls(
  turn: PlayerTurn,
  { requestId, playUrls }: EventOf<'play-urls-answered'>,
): PlayerTurn {
  if (requestId !== turn.state.askId) return turn
  const heard = change(turn, { askId: null, answeredId: requestId, stalled: false })
  if (!playUrls.playable) return onNotPlayable(heard, playUrls)
  const { flv: url, retryAfterMs } = playUrls
  if (!heard.state.owesDelay) return pace(play(heard, url), retryAfterMs)
  return tryAgain(change(heard, { view: { kind: 'checking' } }), { do: 'play', url }, retryAfterMs)
}

function onNotPlayable(turn: PlayerTurn, answer: Extract<PlayUrls, { playable: false }>): PlayerTurn {
  const { retryAfterMs } = answer
  switch (answer.reason) {
    case 'ended':
      return onEnd(turn, retryAfterMs)
    case 'interrupted': {
      const away = change(stopMedia(turn), { view: interruptedUntil(answer.until), lateMs: 0 })
      return tryAgain(away, { do: 'ask' }, retryAfterMs)
    }
    case 'waiting':
    case 'scheduled':
      return backOff(change(stopMedia(turn), { view: { kind: 'not-started' } }), { do: 'ask' }, retryAfterMs)
    case 'unknown':
      return backOff(change(turn, { view: { kind: 'checking' } }), { do: 'ask' }, retryAfterMs)
  }
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
  if (room.status === 'ended') return reasonOfEndKnown(heard, room)
  if (state.endHeard === null) return heard
  const again = change(heard, { endHeard: null, view: { kind: 'checking' } })
  return backOff(again, { do: 'ask' }, state.endHeard.retryAfterMs)
}

export function onRequestFailed(
  turn: PlayerTurn,
  { requestId, code, retryAfterMs }: EventOf<'request-failed'>,
): PlayerTurn {
  if (requestId === turn.state.roomAskId) return reasonOfEndMissing(change(turn, { roomAskId: null }))
  if (requestId !== turn.state.askId) return turn
  const answered = change(turn, { askId: null })
  switch (requestFailureMeaning[code]) {
    case 'not-found':
      return finish(answered, { kind: 'gone' })
    case 'ended':
      return onEnd(change(answered, { answeredId: requestId, stalled: false }), retryAfterMs)
    case 'busy':
    case 'refused':
      return finish(answered, { kind: 'failed', reason: 'request-refused' })
    case 'retry':
      if (!answered.state.connected) return change(answered, { view: { kind: 'offline' } })
      return backOff(change(answered, { view: { kind: 'unavailable' } }), { do: 'ask' }, retryAfterMs)
  }
}
