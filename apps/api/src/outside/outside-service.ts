import { backoffDelayMs } from '@kaibo/live-core'
import type { CircuitBreaker, CircuitState } from './circuit-breaker.ts'
import { exchange, type OutsideAnswer, type OutsideRequest } from './exchange.ts'
import { OutsideError, type OutsideErrorKind } from './outside-error.ts'
import type { Timing } from './timing.ts'

/** After which failures a second try does no harm: after none, after `not-sent` only, or after `unknown` as well. */
export type Repeat = 'never' | 'if-not-sent' | 'if-unknown'

export type OutsideCall<Result> = {
  repeat: Repeat
  /** Made anew for each try: signatures carry the time. */
  request(): OutsideRequest
  /**
   * Reads an answer of status 2xx. Throws `OutsideError` when it is an error of the service's own; whatever else is
   * thrown makes it an unreadable answer, `unknown`. `answer` is the same as it came, for a picture.
   */
  read(text: string, answer: OutsideAnswer): Result
}

/** Is told of every call: what came of it, and how long it took with its second try. */
export type OnOutsideCall = (call: { service: string; outcome: 'ok' | OutsideErrorKind; ms: number }) => void

type Options = {
  name: string
  breaker: CircuitBreaker
  timing: Timing
  fetch?: typeof fetch
  tryTimeoutMs?: number
  deadlineMs?: number
  onCall?: OnOutsideCall
}

/** Two tries that hang would take longer than a person waits: the second gets what is left. */
const TRY_TIMEOUT_MS = 3_000
const DEADLINE_MS = 5_000
const BACKOFF = { baseMs: 300, minMs: 100, capMs: 1_000 }
const CIRCUIT_OPEN = 'CircuitOpen'

/** An outside service under the one policy of all outside calls: time limits, at most two tries, a circuit breaker. */
export class OutsideService {
  readonly name: string
  readonly #options: Required<Options>

  constructor(options: Options) {
    this.name = options.name
    this.#options = { fetch, tryTimeoutMs: TRY_TIMEOUT_MS, deadlineMs: DEADLINE_MS, onCall() {}, ...options }
  }

  get circuit(): CircuitState {
    return this.#options.breaker.state
  }

  /** Rejects with `OutsideError`, `deadlineMs` after the start at the latest. */
  async call<Result>(call: OutsideCall<Result>): Promise<Result> {
    const { timing, onCall } = this.#options
    const startMs = timing.nowMs()
    const report = (outcome: 'ok' | OutsideErrorKind) =>
      onCall({ service: this.name, outcome, ms: timing.nowMs() - startMs })
    try {
      const result = await this.#callInTime(call)
      report('ok')
      return result
    } catch (error) {
      report(error instanceof OutsideError ? error.kind : 'unknown')
      throw error
    }
  }

  async #callInTime<Result>(call: OutsideCall<Result>): Promise<Result> {
    const { timing, tryTimeoutMs, deadlineMs } = this.#options
    const endMs = timing.nowMs() + deadlineMs
    try {
      return await this.#try(call, Math.min(tryTimeoutMs, deadlineMs))
    } catch (first) {
      if (!mayFollow(first, call.repeat)) throw first
      const delayMs = backoffDelayMs(BACKOFF, 0, timing.random)
      if (timing.nowMs() + delayMs >= endMs) throw first
      await timing.sleep(delayMs)
      const leftMs = Math.max(1, Math.round(endMs - timing.nowMs()))
      return await this.#try(call, Math.min(tryTimeoutMs, leftMs)).catch((second: unknown) => {
        throw lastWord(first, second)
      })
    }
  }

  async #try<Result>(call: OutsideCall<Result>, timeoutMs: number): Promise<Result> {
    const request = call.request()
    const pass = this.#options.breaker.enter()
    if (!pass) throw new OutsideError('not-sent', this.name, CIRCUIT_OPEN)
    const answer = await this.#exchange(request, timeoutMs).catch((error: unknown) => {
      pass.failed()
      throw error
    })
    try {
      const result = call.read(answer.bytes.toString('utf8'), answer)
      pass.succeeded()
      return result
    } catch (error) {
      const known = this.#known(error)
      // A refusal, also for too many calls, is an answer: the service is there.
      if (known.kind === 'unknown') pass.failed()
      else pass.succeeded()
      throw known
    }
  }

  #exchange(request: OutsideRequest, timeoutMs: number): Promise<OutsideAnswer> {
    return exchange(request, { service: this.name, fetch: this.#options.fetch, timeoutMs })
  }

  #known(error: unknown): OutsideError {
    return error instanceof OutsideError ? error : new OutsideError('unknown', this.name, 'UnreadableAnswer')
  }
}

/** Waiting a moment does not close an open circuit. */
function mayFollow(error: unknown, repeat: Repeat): boolean {
  if (!(error instanceof OutsideError) || error.code === CIRCUIT_OPEN) return false
  if (error.kind === 'not-sent') return repeat !== 'never'
  return error.kind === 'unknown' && repeat === 'if-unknown'
}

/** What the first try left unknown, a second one that was not even sent cannot make known. */
const lastWord = (first: unknown, second: unknown): unknown =>
  second instanceof OutsideError && second.kind === 'not-sent' ? first : second
