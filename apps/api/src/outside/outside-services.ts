import type { Logger } from 'pino'
import { CircuitBreaker } from './circuit-breaker.ts'
import { type OnOutsideCall, OutsideService } from './outside-service.ts'
import { realTiming, type Timing } from './timing.ts'

/** Five failures in a row are no accident. Five seconds: a service that is back is used again within ten. */
const FAILURES = 5
const OPEN_MS = 5_000

/** Every outside service of the API, each with a circuit of its own: one that is down does not close off another. */
export type OutsideServices = { tencentCloud: OutsideService; srs: OutsideService; wechat: OutsideService }

export function createOutsideServices(
  logger: Logger,
  timing: Timing = realTiming,
  onCall: OnOutsideCall = () => {},
): OutsideServices {
  const create = (name: string) => {
    const breaker = new CircuitBreaker({
      failures: FAILURES,
      openMs: OPEN_MS,
      nowMs: timing.nowMs,
      onChange: (circuit) => logger.warn({ service: name, circuit }, 'circuit changed'),
    })
    return new OutsideService({ name, breaker, timing, onCall })
  }
  return { tencentCloud: create('tencent-cloud'), srs: create('srs'), wechat: create('wechat') }
}
