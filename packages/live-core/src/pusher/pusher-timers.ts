import { INITIAL_BACKOFF, nextBackoff } from '../backoff/backoff-state.ts'
import { usableRetryAfterMs } from '../controller/request-failure.ts'
import { change, emit, spreadMs } from '../controller/turn.ts'
import type { PusherTurn } from './pusher-turn.ts'

/** A push that lasted so long was a success: the back-off starts over. */
export const STEADY_PUSH_MS = 10_000

/** How long a confirmation may be due before the server is asked. Some old builds never raise 1002. */
const WATCHDOG_MIN_MS = 8_000
const WATCHDOG_MAX_MS = 12_000

type TimerField = 'waitId' | 'watchdogId' | 'steadyId'

/** Waits as the back-off says before the next try. */
export function backOff(turn: PusherTurn, retryAfterMs?: number): PusherTurn {
  if (turn.state.hidden) return turn
  const { delayMs, state: backoff } = nextBackoff(turn.state.backoff, {
    random: turn.options.random,
    retryAfterMs: usableRetryAfterMs(retryAfterMs),
  })
  return start(change(cancelWait(turn), { backoff }), 'waitId', delayMs)
}

export const cancelWait = (turn: PusherTurn): PusherTurn => cancel(turn, 'waitId')

/** Starts the watchdog; one that is already running keeps its time. */
export function watch(turn: PusherTurn): PusherTurn {
  if (turn.state.hidden || turn.state.watchdogId !== null) return turn
  return start(turn, 'watchdogId', spreadMs(WATCHDOG_MIN_MS, WATCHDOG_MAX_MS, turn.options.random))
}

export const unwatch = (turn: PusherTurn): PusherTurn => cancel(turn, 'watchdogId')

export function countAsSteady(turn: PusherTurn): PusherTurn {
  if (turn.state.hidden || turn.state.steadyId !== null) return turn
  return start(turn, 'steadyId', STEADY_PUSH_MS)
}

export const notSteady = (turn: PusherTurn): PusherTurn => cancel(turn, 'steadyId')

export const steadyPassed = (turn: PusherTurn): PusherTurn =>
  change(turn, { steadyId: null, backoff: INITIAL_BACKOFF, refreshed: false, replaced: null })

export const cancelTimers = (turn: PusherTurn): PusherTurn => notSteady(unwatch(cancelWait(turn)))

function start(turn: PusherTurn, field: TimerField, delayMs: number): PusherTurn {
  const id = turn.state.lastId + 1
  return emit(change(turn, { lastId: id, [field]: id }), { type: 'start-timer', id, delayMs })
}

function cancel(turn: PusherTurn, field: TimerField): PusherTurn {
  const id = turn.state[field]
  return id === null ? turn : emit(change(turn, { [field]: null }), { type: 'cancel-timer', id })
}
