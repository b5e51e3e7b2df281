export { backoffDelayMs, hintedBackoffDelayMs } from './backoff-delay.ts'
export { type BackoffPolicy, DEFAULT_BACKOFF_POLICY, MAX_DELAY_MS } from './backoff-policy.ts'
export {
  type BackoffOptions,
  type BackoffState,
  type BackoffStep,
  INITIAL_BACKOFF,
  nextBackoff,
} from './backoff-state.ts'
