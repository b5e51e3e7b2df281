import type { ErrorCode } from '@kaibo/live-core'
import { KaiboError } from '../http/kaibo-error.ts'
import { StoreUnavailableError } from '../storage/store-error.ts'

/** The code with which the error will be answered. */
export const errorCodeOf = (error: unknown): ErrorCode => {
  if (error instanceof KaiboError) return error.code
  return error instanceof StoreUnavailableError ? 'unavailable' : 'internal'
}
