import { CircuitBreaker } from '../../../apps/api/src/outside/circuit-breaker.ts'
import { OutsideService } from '../../../apps/api/src/outside/outside-service.ts'
import { realTiming } from '../../../apps/api/src/outside/timing.ts'

export const TRY_TIMEOUT_MS = 300

/** The policy of outside calls with little patience, and a circuit that stays closed. */
export function impatientService(name: string): OutsideService {
  const { nowMs } = realTiming
  const breaker = new CircuitBreaker({ failures: 1_000, openMs: 1, nowMs, onChange: () => {} })
  return new OutsideService({ name, breaker, timing: realTiming, tryTimeoutMs: TRY_TIMEOUT_MS })
}
