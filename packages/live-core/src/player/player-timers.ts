import { INITIAL_BACKOFF, nextBackoff } from '../backoff/backoff-state.ts'
import { usableRetryAfterMs } from '../controller/request-failure.ts'
import { change, emit, spreadMs } from '../controller/turn.ts'
import type { PlayerWait } from './player-state.ts'
import type { PlayerTurn } from './player-turn.ts'

/** A picture that lasted so long was a success: the back-off starts over. */
export const STEADY_PICTURE_MS = 10_000

/** How long a picture may be due. The component gives up by itself, but not every build says so. */
const WATCHDOG_MIN_MS = 10_000
const WATCHDOG_MAX_MS = 15_000

/** Waits as the back-off says before the next try. */
export function backOff(turn: PlayerTurn, next: PlayerWait['next'], retryAfterMs?: number): PlayerTurn {
  const { delayMs, state: backoff } = nextBackoff(turn.state.backoff, {
    random: turn.options.random,
    retryAfterMs: usableRetryAfterMs(retryAfterMs),
  })
  const cleared = cancelWait(turn)
  const id = cleared.state.lastId + 1
  return emit(change(cleared, { lastId: id, wait: { timerId: id, next }, backoff }), {
    type: 'start-timer',
    id,
    delayMs,
  })
}

export function cancelWait(turn: PlayerTurn): PlayerTurn {
  const { wait } = turn.state
  if (wait === null) return turn
  return emit(change(turn, { wait: null }), { type: 'cancel-timer', id: wait.timerId })
}

/** Starts the watchdog; one that is already running keeps its time. */
export function watch(turn: PlayerTurn): PlayerTurn {
  if (turn.state.watchdogId !== null) return turn
  const delayMs = spreadMs(WATCHDOG_MIN_MS, WATCHDOG_MAX_MS, turn.options.random)
  return start(turn, 'watchdogId', delayMs)
}

export const unwatch = (turn: PlayerTurn): PlayerTurn => cancel(turn, 'watchdogId')

export function countAsSteady(turn: PlayerTurn): PlayerTurn {
  return turn.state.steadyId === null ? start(turn, 'steadyId', STEADY_PICTURE_MS) : turn
}

export const notSteady = (turn: PlayerTurn): PlayerTurn => cancel(turn, 'steadyId')

export const steadyPassed = (turn: PlayerTurn): PlayerTurn =>
  change(turn, { steadyId: null, backoff: INITIAL_BACKOFF, refreshed: false })

export const cancelTimers = (turn: PlayerTurn): PlayerTurn => notSteady(unwatch(cancelWait(turn)))

function start(turn: PlayerTurn, field: 'watchdogId' | 'steadyId', delayMs: number): PlayerTurn {
  const id = turn.state.lastId + 1
  return emit(change(turn, { lastId: id, [field]: id }), { type: 'start-timer', id, delayMs })
}

function cancel(turn: PlayerTurn, field: 'watchdogId' | 'steadyId'): PlayerTurn {
  const id = turn.state[field]
  return id === null ? turn : emit(change(turn, { [field]: null }), { type: 'cancel-timer', id })
}
