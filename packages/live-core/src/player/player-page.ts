import { INITIAL_BACKOFF } from '../backoff/backoff-state.ts'
import { change, emit } from '../controller/turn.ts'
import { ask } from './player-asks.ts'
import { halt, patienceOver, pictureStopped, play } from './player-picture.ts'
import type { PlayerState } from './player-state.ts'
import { cancelWait, patient, steadyPassed } from './player-timers.ts'
import { isPlaying, type PlayerTurn } from './player-turn.ts'

export function onOpened(turn: PlayerTurn): PlayerTurn {
  if (turn.state.opened) return turn
  return askIfConnected(change(turn, { opened: true }))
}

/** A hidden page is frozen after a few seconds: nothing may be under way that it could not follow. */
export function onHidden(turn: PlayerTurn): PlayerTurn {
  return change(halt(turn), { hidden: true, roomAskId: null, stalled: false, endHeard: null })
}

/** Whatever was known may be hours old: the server is asked anew. */
export function onShown(turn: PlayerTurn): PlayerTurn {
  if (!turn.state.hidden) return turn
  return askIfConnected(change(turn, { hidden: false, owesDelay: false }))
}

export function onNetworkChanged(turn: PlayerTurn, connected: boolean): PlayerTurn {
  const before = turn.state
  const heard = change(turn, { connected })
  if (before.hidden || !before.opened || connected === before.connected) return heard
  return connected ? onNetworkBack(heard) : onNetworkGone(heard)
}

/** A running picture stays: it stops by itself if it must, and the component says so. */
function onNetworkGone(turn: PlayerTurn): PlayerTurn {
  if (turn.state.media === 'picture' || isFinal(turn.state)) return turn
  if (turn.state.media === 'starting') return pictureStopped(turn, 'lost')
  return change(patient(cancelWait(turn)), {
    askId: null,
    roomAskId: null,
    stalled: false,
    endHeard: null,
    view: { kind: 'offline' },
  })
}

function onNetworkBack(turn: PlayerTurn): PlayerTurn {
  if (turn.state.view.kind !== 'offline') return turn
  return ask(change(turn, { owesDelay: false, view: { kind: 'checking' } }))
}

export function onRetryChosen(turn: PlayerTurn): PlayerTurn {
  const wanted = change(patient(turn), {
    dialog: null,
    tries: 0,
    owesDelay: false,
    backoff: INITIAL_BACKOFF,
  })
  const { opened, hidden, askId } = wanted.state
  if (!opened || hidden || askId !== null || isPlaying(wanted.state)) return wanted
  return ask(change(wanted, { view: { kind: 'checking' } }))
}

export function onLeaveChosen(turn: PlayerTurn): PlayerTurn {
  return emit(change(halt(turn), { left: true, roomAskId: null, dialog: null }), { type: 'leave' })
}

export function onTimerFired(turn: PlayerTurn, id: number): PlayerTurn {
  const { wait, watchdogId, steadyId, patienceId } = turn.state
  if (id === watchdogId) return pictureStopped(change(turn, { watchdogId: null }), 'lost')
  if (id === steadyId) return steadyPassed(turn)
  if (id === patienceId) return patienceOver(change(turn, { patienceId: null }))
  if (wait === null || id !== wait.timerId) return turn
  if (wait.next.do === 'pace') {
    const paced = change(turn, { wait: null })
    return wait.next.thenAsk ? ask(paced) : paced
  }
  const waited = change(turn, { wait: null, owesDelay: false })
  return wait.next.do === 'play' ? play(waited, wait.next.url) : ask(waited)
}

function askIfConnected(turn: PlayerTurn): PlayerTurn {
  const { connected, view } = turn.state
  if (!connected) return change(turn, { view: { kind: 'offline' } })
  const keeps = view.kind === 'interrupted' || view.kind === 'not-started' || view.kind === 'window-ended'
  return ask(keeps ? turn : change(turn, { view: { kind: 'connecting' } }))
}

/** Nothing goes on by itself; not so an end whose reason could not be had. */
const isFinal = ({ view: { kind }, endHeard }: PlayerState) =>
  endHeard === null && (kind === 'ended' || kind === 'gone' || kind === 'failed')
