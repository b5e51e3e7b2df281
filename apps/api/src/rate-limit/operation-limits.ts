import type { OperationName } from '@kaibo/live-core'
import type { LimitsConfig } from '../config/config.ts'
import type { Caller } from '../session/caller.ts'
import type { RateLimiter } from './rate-limiter.ts'

/** Counts a call of a person; rejects with `rate_limited`. Operations without a limit are not counted. */
export type TakeTurn = (name: OperationName, caller: Caller) => Promise<void>

/** Which operations are limited per person and minute; each declares `rate_limited` in the contract. */
export const timesPerMinute = (limits: LimitsConfig): Partial<Record<OperationName, number>> => ({
  createRoom: limits.roomsPerMinute,
  issuePushUrl: limits.pushUrlsPerMinute,
  updateRoom: limits.textChangesPerMinute,
  updateMe: limits.textChangesPerMinute,
})

export function createTakeTurn(limiter: Pick<RateLimiter, 'take'>, limits: LimitsConfig): TakeTurn {
  const limited = timesPerMinute(limits)
  return async (name, caller) => {
    const times = limited[name]
    if (times !== undefined) await limiter.take({ name, by: caller.id, times })
  }
}
