import { INITIAL_BACKOFF } from '../backoff/backoff-state.ts'
import { change } from '../controller/turn.ts'
import { askEnd, askRoom, askUrl } from './pusher-asks.ts'
import { dropBeat } from './pusher-beats.ts'
import type { PusherEvent } from './pusher-event.ts'
import { doubt, halt, recover } from './pusher-push.ts'
import { initialPusherState } from './pusher-state.ts'
import { cancelTimers, cancelWait, notSteady, steadyPassed, unwatch } from './pusher-timers.ts'
import { isDeviceView, isStarted, needsPerson, type PusherTurn, workingView } from './pusher-turn.ts'

type EventOf<Type extends PusherEvent['type']> = Extract<PusherEvent, { type: Type }>

export function onGoLive(turn: PusherTurn, { roomId, resume }: EventOf<'go-live-requested'>): PusherTurn {
  const { wish, view, media, lastId, hidden, connected } = turn.state
  const waitsForPerson = wish === 'live' && media === 'idle' && needsPerson(view)
  if (wish !== 'none' && !waitsForPerson) return turn
  const everStarted = resume === true || (roomId === turn.state.roomId && turn.state.everStarted)
  const fresh = { ...initialPusherState(), lastId, hidden, connected }
  return recover(change(dropBeat(turn), { ...fresh, roomId, wish: 'live', everStarted }), 'at-once')
}

export function onPermissionDenied(turn: PusherTurn, { device }: EventOf<'permission-denied'>): PusherTurn {
  if (turn.state.wish === 'end') return turn
  return change(halt(turn), { view: { kind: device === 'camera' ? 'camera-denied' : 'microphone-denied' } })
}

/** A hidden page is frozen after a few seconds, while the component may go on pushing: it is left alone. */
export function onHidden(turn: PusherTurn): PusherTurn {
  return change(cancelTimers(turn), { hidden: true, urlAskId: null, roomAskId: null, endAskId: null })
}

/** Whether the push survived is the server's to say; a push that is known to be down is restarted. */
export function onShown(turn: PusherTurn): PusherTurn {
  if (!turn.state.hidden) return turn
  const back = change(turn, { hidden: false })
  // Who was told that another device broadcasts must not cut into its show by looking at the phone again.
  if (back.state.wish === 'none' || back.state.view.kind === 'busy-elsewhere') return back
  if (back.state.wish === 'end') return askEnd(change(back, { view: { kind: 'ending' } }))
  if (!isStarted(back.state)) return recover(back, 'at-once')
  const unsure = change(back, { media: 'unconfirmed' })
  return back.state.connected ? askRoom(unsure) : change(unsure, { view: { kind: 'offline' } })
}

export function onNetworkChanged(turn: PusherTurn, connected: boolean): PusherTurn {
  const before = turn.state
  const heard = change(turn, { connected })
  if (before.hidden || before.wish === 'none' || connected === before.connected) return heard
  if (before.wish === 'end') return connected && before.endAskId === null ? askEnd(heard) : heard
  return connected ? onNetworkBack(heard) : onNetworkGone(heard)
}

/** The component finds out by itself; nothing is asked until the network is back. */
function onNetworkGone(turn: PusherTurn): PusherTurn {
  if (!isStarted(turn.state)) {
    if (needsPerson(turn.state.view)) return turn
    return change(cancelWait(turn), { urlAskId: null, view: { kind: 'offline' } })
  }
  const unsure = change(unwatch(notSteady(turn)), { media: 'unconfirmed', roomAskId: null })
  return isDeviceView(unsure.state.view.kind) ? unsure : change(unsure, { view: { kind: 'offline' } })
}

function onNetworkBack(turn: PusherTurn): PusherTurn {
  const { state } = turn
  if (isStarted(state)) return askRoom(isDeviceView(state.view.kind) ? turn : doubt(turn))
  return needsPerson(state.view) ? turn : recover(turn, 'at-once')
}

export function onRetryChosen(turn: PusherTurn): PusherTurn {
  const { wish, view, hidden, urlAskId, endAskId } = turn.state
  if (wish === 'none') return needsPerson(view) ? change(turn, { view: { kind: 'idle' } }) : turn
  const wanted = change(turn, { backoff: INITIAL_BACKOFF })
  if (hidden) return wanted
  if (wish === 'end') return endAskId === null ? askEnd(change(wanted, { view: { kind: 'ending' } })) : wanted
  if (urlAskId !== null || (isStarted(wanted.state) && !needsPerson(view))) return wanted
  const down = recover(wanted, 'at-once')
  // A person who insists is believed before the network API.
  return down.state.connected ? down : askUrl(down)
}

export function onTakeOverChosen(turn: PusherTurn): PusherTurn {
  if (turn.state.view.kind !== 'busy-elsewhere') return turn
  const chosen = recover(change(turn, { takeOver: true, backoff: INITIAL_BACKOFF }), 'at-once')
  // A person who insists is believed before the network API.
  return chosen.state.connected ? chosen : askUrl(chosen)
}

export function onEndRequested(turn: PusherTurn): PusherTurn {
  if (turn.state.wish !== 'live') return turn
  return askEnd(change(halt(turn), { wish: 'end', view: { kind: 'ending' }, backoff: INITIAL_BACKOFF }))
}

export function onTimerFired(turn: PusherTurn, id: number): PusherTurn {
  const { waitId, watchdogId, steadyId, beatTimerId, wish } = turn.state
  if (id === watchdogId) return askRoom(change(turn, { watchdogId: null }))
  if (id === steadyId) return steadyPassed(turn)
  if (id === beatTimerId) return change(turn, { beatTimerId: null })
  if (id !== waitId) return turn
  const waited = change(turn, { waitId: null })
  return wish === 'end' ? askEnd(waited) : askUrl(change(waited, { view: workingView(waited.state) }))
}
