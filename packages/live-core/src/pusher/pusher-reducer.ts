import { onPushUrl, onRequestFailed, onRoom } from './pusher-answers.ts'
import { keepBeating } from './pusher-beats.ts'
import type { PusherEffect } from './pusher-effect.ts'
import type { PusherEvent } from './pusher-event.ts'
import { onHeartbeat } from './pusher-heartbeat.ts'
import {
  onEndRequested,
  onGoLive,
  onHidden,
  onNetworkChanged,
  onPermissionDenied,
  onRetryChosen,
  onShown,
  onTakeOverChosen,
  onTimerFired,
} from './pusher-page.ts'
import type { PusherState } from './pusher-state.ts'
import { onErrorCode, onStateCode } from './pusher-state-code.ts'
import type { PusherOptions, PusherTurn } from './pusher-turn.ts'

export interface PusherStep {
  readonly state: PusherState
  readonly effects: readonly PusherEffect[]
}

/**
 * The broadcaster's side of a room, as a pure function: what is shown and what is to be done after one more event.
 *
 * Once the person went live, the push is brought back after every break until the server says that the room has
 * ended, or that another device of the same person has it: only the person takes over, and only the person ends the
 * room. A hidden page asks for nothing and starts nothing.
 */
export function pusherReducer(state: PusherState, event: PusherEvent, options: PusherOptions): PusherStep {
  const { state: next, effects } = keepBeating(handle({ state, effects: [], options }, event))
  return { state: next, effects }
}

function handle(turn: PusherTurn, event: PusherEvent): PusherTurn {
  switch (event.type) {
    case 'go-live-requested':
      return onGoLive(turn, event)
    case 'permission-denied':
      return onPermissionDenied(turn, event)
    case 'push-url-answered':
      return onPushUrl(turn, event)
    case 'room-answered':
      return onRoom(turn, event)
    case 'heartbeat-answered':
      return onHeartbeat(turn, event)
    case 'request-failed':
      return onRequestFailed(turn, event)
    case 'state-code':
      return onStateCode(turn, event.code)
    case 'error-code':
      return onErrorCode(turn, event.code)
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
    case 'take-over-chosen':
      return onTakeOverChosen(turn)
    case 'end-requested':
      return onEndRequested(turn)
  }
}
