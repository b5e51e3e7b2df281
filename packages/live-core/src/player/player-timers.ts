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

/** How long silent tries may take before the person is asked. */
export const PATIENCE_MS = 5_000

/** The pace of questions about an ended room: as slow as the back-off ever gets. */
const LATE_MIN_MS = 15_000
const LATE_MAX_MS = 20_000

/** Waits as the back-off says before the next try; never less than the server asks. */
export function backOff(turn: PlayerTurn, next: PlayerWait['next'], retryAfterMs?: number): PlayerTurn {
  const { delayMs, state: backoff } = nextBackoff(turn.state.backoff, {
    random: turn.options.random,
    retryAfterMs: usableRetryAfterMs(retryAfterMs),
  })
  return wait(change(turn, { backoff }), next, delayMs)
}

/** The server says when the next question may come, if one is needed: until then none is asked by itself. */
export function pace(turn: PlayerTurn, retryAfterMs: number | undefined): PlayerTurn {
  const delayMs = usableRetryAfterMs(retryAfterMs)
  return delayMs === undefined ? turn : wait(turn, { do: 'pace', thenAsk: false }, delayMs)
}

/** Waits before a room that has ended is asked about once more; never less than the server asks. */
export function waitForReturn(turn: PlayerTurn, retryAfterMs: number | undefined): PlayerTurn {
  const usualMs = spreadMs(LATE_MIN_MS, LATE_MAX_MS, turn.options.random)
  const delayMs = Math.max(usualMs, usableRetryAfterMs(retryAfterMs) ?? 0)
  return wait(change(turn, { lateMs: turn.state.lateMs + delayMs }), { do: 'ask' }, delayMs)
}

function wait(turn: PlayerTurn, next: PlayerWait['next'], delayMs: number): PlayerTurn {
  const cleared = cancelWait(turn)
  const id = cleared.state.lastId + 1
  return emit(change(cleared, { lastId: id, wait: { timerId: id, next } }), {
    type: 'start-timer',
    id,
    delayMs,
  })
}

export function cancelWait(turn: PlayerTurn): PlayerTurn {
  const { wait: running } = turn.state
  if (running === null) return turn
  return emit(change(turn, { wait: null }), { type: 'cancel-timer', id: running.timerId })
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

/** Starts the time after which the person is asked; one that is already running keeps on. */
export const losePatience = (turn: PlayerTurn): PlayerTurn =>
  turn.state.patienceId === null ? start(turn, 'patienceId', PATIENCE_MS) : turn

export const patient = (turn: PlayerTurn): PlayerTurn => cancel(turn, 'patienceId')

export const cancelTimers = (turn: PlayerTurn): PlayerTurn => patient(notSteady(unwatch(cancelWait(turn))))

type TimerField = 'watchdogId' | 'steadyId' | 'patienceId'

function start(turn: PlayerTurn, field: TimerField, delayMs: number): PlayerTurn {
  const id = turn.state.lastId + 1
  return emit(change(turn, { lastId: id, [field]: id }), { type: 'start-timer', id, delayMs })
}

function cancel(turn: PlayerTurn, field: TimerField): PlayerTurn {
  const id = turn.state[field]
  return id === null ? turn : emit(change(turn, { [field]: null }), { type: 'cancel-timer', id })
}
