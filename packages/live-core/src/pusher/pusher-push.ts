import { change, emit } from '../controller/turn.ts'
import { askUrl } from './pusher-asks.ts'
import { beatAtOnce } from './pusher-beats.ts'
import { backOff, cancelTimers, countAsSteady, notSteady, unwatch, watch } from './pusher-timers.ts'
import { isDeviceView, isStarted, type PusherTurn, workingView } from './pusher-turn.ts'
import type { PusherView } from './pusher-view.ts'

/** Never two starts without a stop between them. */
export function start(turn: PusherTurn, url: string): PusherTurn {
  const started = change(stopMedia(turn), { media: 'unconfirmed', everStarted: true, graceChecks: 1 })
  const shown = change(started, { view: workingView(started.state) })
  return watch(emit(shown, { type: 'start', url, safeSettings: shown.state.safeSettings }))
}

export function stopMedia(turn: PusherTurn): PusherTurn {
  return turn.state.media === 'idle' ? turn : emit(change(turn, { media: 'idle' }), { type: 'stop' })
}

/** The component says that the push runs. */
export function confirmed(turn: PusherTurn): PusherTurn {
  const live = change(unwatch(turn), {
    media: 'pushing',
    view: { kind: 'live' },
    everLive: true,
    graceChecks: 0,
    roomAskId: null,
  })
  return countAsSteady(live)
}

/**
 * The server says that the push runs. It may not have noticed a break yet, so it is asked again until the component
 * says so itself.
 */
export function seenByServer(turn: PusherTurn): PusherTurn {
  const view: PusherView = isDeviceView(turn.state.view.kind) ? turn.state.view : { kind: 'live' }
  return countAsSteady(watch(change(turn, { view, everLive: true, graceChecks: 0 })))
}

/** Something broke in, or the component reconnects by itself: leave it alone, but do not trust it for ever. */
export function doubt(turn: PusherTurn, view?: PusherView): PusherTurn {
  if (!isStarted(turn.state)) return turn
  const doubted = change(notSteady(turn), { media: 'unconfirmed' })
  return watch(change(doubted, { view: view ?? workingView(doubted.state) }))
}

/** The push is down. The room is kept: a fresh URL is fetched at once or after the back-off's delay, and started. */
export function recover(turn: PusherTurn, when: 'at-once' | 'backed-off'): PusherTurn {
  const down = change(cancelTimers(turn), {
    media: turn.state.media === 'idle' ? 'idle' : 'dead',
    urlAskId: null,
    roomAskId: null,
  })
  // The next URL hides from the server why this one broke: it is asked before.
  const told = isStarted(turn.state) ? beatAtOnce(down) : down
  const shown = change(told, { view: workingView(told.state) })
  if (!shown.state.connected) return shown
  return when === 'at-once' ? askUrl(shown) : backOff(shown)
}

/** The URL no longer leads to the room. It is replaced at once, but only once until a push has lasted. */
export function replaceUrl(turn: PusherTurn): PusherTurn {
  // Nothing runs on it any more: the next start has a fresh one anyway.
  if (!isStarted(turn.state)) return turn
  return turn.state.refreshed
    ? recover(turn, 'backed-off')
    : recover(change(turn, { refreshed: true }), 'at-once')
}

/** Another device of the same person has the room: only the person may take it over. */
export function busyElsewhere(turn: PusherTurn): PusherTurn {
  const view: PusherView = { kind: 'busy-elsewhere', takenOver: turn.state.hasUrl }
  return change(halt(turn), { view, hasUrl: false, replaced: null })
}

/** Stops everything that goes on by itself. */
export function halt(turn: PusherTurn): PusherTurn {
  return change(stopMedia(cancelTimers(turn)), {
    urlAskId: null,
    roomAskId: null,
    endAskId: null,
    takeOver: false,
  })
}

/** The server said that the room is over: nothing is wanted any more. */
export const ended = (turn: PusherTurn): PusherTurn =>
  change(halt(turn), { wish: 'none', view: { kind: 'ended' } })
