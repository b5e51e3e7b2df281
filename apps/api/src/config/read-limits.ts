import type { LimitsConfig } from './config.ts'
import type { Environment } from './environment.ts'

const RANGE = { min: 1, max: 1_000 }

/** A window keeps a time for each use, which is why there is an upper bound, too. */
export const readLimits = (environment: Environment): LimitsConfig => ({
  loginCallsPerMinute: environment.wholeNumber('KAIBO_LOGIN_CALLS_PER_MINUTE', 60, RANGE),
  roomsPerMinute: environment.wholeNumber('KAIBO_ROOMS_PER_MINUTE', 20, RANGE),
  pushUrlsPerMinute: environment.wholeNumber('KAIBO_PUSH_URLS_PER_MINUTE', 30, RANGE),
  textChangesPerMinute: environment.wholeNumber('KAIBO_TEXT_CHANGES_PER_MINUTE', 20, RANGE),
})
