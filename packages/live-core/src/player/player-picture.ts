import { change, emit } from '../controller/turn.ts'
import { askInTime } from './player-asks.ts'
import type { PlayerWait } from './player-state.ts'
import {
  backOff,
  cancelTimers,
  countAsSteady,
  losePatience,
  notSteady,
  patient,
  unwatch,
  watch,
} from './player-timers.ts'
import { DEFAULT_SILENT_TRIES, isPlaying, type PlayerTurn } from './player-turn.ts'
import type { PlayerView } from './player-view.ts'

export function play(turn: PlayerTurn, url: string): PlayerTurn {
  const view: PlayerView = turn.state.view.kind === 'checking' ? turn.state.view : { kind: 'connecting' }
  const started = change(stopMedia(turn), { media: 'starting', owesDelay: false, view })
  return watch(emit(started, { type: 'play', url }))
}

export function stopMedia(turn: PlayerTurn): PlayerTurn {
  return turn.state.media === 'idle' ? turn : emit(change(turn, { media: 'idle' }), { type: 'stop' })
}

/** The picture is on screen: the outage, if there was one, is over. */
export function pictureCame(turn: PlayerTurn): PlayerTurn {
  const here = change(patient(unwatch(turn)), {
    media: 'picture',
    view: { kind: 'playing' },
    dialog: null,
    tries: 0,
    lateMs: 0,
  })
  return countAsSteady(here)
}

/** The component waits or reconnects by itself. Only a picture that was there can be waited for on screen. */
export function pictureWaits(turn: PlayerTurn): PlayerTurn {
  if (turn.state.media !== 'picture') return turn
  return watch(change(notSteady(turn), { view: { kind: 'buffering' } }))
}

/**
 * The component gave up: ask the server what this means. A refused URL is replaced at once, but only once until a
 * picture has lasted; everything else owes the back-off's delay before it is played again.
 */
export function pictureStopped(turn: PlayerTurn, cause: 'lost' | 'refused'): PlayerTurn {
  if (!isPlaying(turn.state)) return turn
  const refused = cause === 'refused'
  const stopped = change(notSteady(unwatch(turn)), {
    media: 'dead',
    owesDelay: !refused || turn.state.refreshed,
    refreshed: turn.state.refreshed || refused,
  })
  if (!stopped.state.connected) return change(patient(stopped), { view: { kind: 'offline' } })
  const stalled = stopped.state.stalled || !refused
  return askInTime(change(stopped, { stalled, view: { kind: 'checking' } }))
}

/**
 * One more silent try, after the back-off's delay. When enough of them have failed, or have taken too long, a person
 * is asked as well.
 */
export function tryAgain(turn: PlayerTurn, next: PlayerWait['next'], retryAfterMs?: number): PlayerTurn {
  const { tries, dialog } = turn.state
  const { silentTries = DEFAULT_SILENT_TRIES } = turn.options
  const waiting = backOff(change(turn, { tries: tries + 1 }), next, retryAfterMs)
  if (dialog !== null) return waiting
  return tries < silentTries ? losePatience(waiting) : showDialog(patient(waiting))
}

/** Only what the broadcaster may be the reason of is asked about: not an API or a network that is away. */
export function patienceOver(turn: PlayerTurn): PlayerTurn {
  const { view, dialog } = turn.state
  const isAway = view.kind === 'interrupted' || view.kind === 'checking'
  return isAway && dialog === null ? showDialog(turn) : turn
}

const showDialog = (turn: PlayerTurn): PlayerTurn =>
  emit(change(turn, { dialog: 'broadcaster-away' }), { type: 'show-dialog', dialog: 'broadcaster-away' })

/** Stops everything that goes on by itself, except a request for the room. */
export function halt(turn: PlayerTurn): PlayerTurn {
  return change(stopMedia(cancelTimers(turn)), { askId: null })
}

/** Halts with a view that stays until something else happens. */
export const finish = (turn: PlayerTurn, view: PlayerView): PlayerTurn =>
  change(halt(turn), { view, dialog: null, endHeard: null })
