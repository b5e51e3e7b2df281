import { onPlayUrls, onRequestFailed, onRoom } from './player-answers.ts'
import type { PlayerEffect } from './player-effect.ts'
import type { PlayerEvent } from './player-event.ts'
import {
  onHidden,
  onLeaveChosen,
  onNetworkChanged,
  onOpened,
  onRetryChosen,
  onShown,
  onTimerFired,
} from './player-page.ts'
import type { PlayerState } from './player-state.ts'
import { onStateCode } from './player-state-code.ts'
import type { PlayerOptions, PlayerTurn } from './player-turn.ts'

export interface PlayerStep {
  readonly state: PlayerState
  readonly effects: readonly PlayerEffect[]
}

/**
 * The viewer's side of a room, as a pure function: what is shown and what is to be done after one more event.
 *
 * The picture is covered only when it stopped by itself. What its stop means is the server's to say: the end, the
 * slate with silent tries, or another try with fresh URLs. The person is asked when silent tries have failed or taken
 * too long; the tries go on under the dialog. An end that only the window brought is asked about, slowly, in case the
 * broadcaster comes back. A hidden page does nothing.
 */
export function playerReducer(state: PlayerState, event: PlayerEvent, options: PlayerOptions): PlayerStep {
  if (state.left) return { state, effects: [] }
  const { state: next, effects } = handle({ state, effects: [], options }, event)
  return { state: next, effects }
}

function handle(turn: PlayerTurn, event: PlayerEvent): PlayerTurn {
  switch (event.type) {
    case 'opened':
      return onOpened(turn)
    case 'play-urls-answered':
      return onPlayUrls(turn, event)
    case 'room-answered':
      return onRoom(turn, event)
    case 'request-failed':
      return onRequestFailed(turn, event)
    case 'state-code':
      return onStateCode(turn, event.code)
    case 'network-changed':
      return onNetworkChanged(turn, event.connected)
    case 'hidden':
      return onHidden(turn)
    case 'shown':
      return onShown(turn)
    case 'timer-fired':
      return onTimerFired(turn, event.id)
    case 'retry-chosen':
      return onRetryChosen(turn)
    case 'leave-chosen':
      return onLeaveChosen(turn)
  }
}
