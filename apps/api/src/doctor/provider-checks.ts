import type { Check } from './check.ts'

/** What depends on who carries the media. */
export type ProviderChecks = {
  checks: Check[]
  /** Settles when a server whose clock can be trusted has answered, or has not. */
  heard(): Promise<unknown>
  /** Whether it is known that our API answers at the public address; without that, its other addresses tell nothing. */
  isReached(): Promise<boolean>
}
