import { CircuitBreaker } from '../outside/circuit-breaker.ts'
import { OutsideService } from '../outside/outside-service.ts'
import type { DoctorPorts } from './doctor-ports.ts'
import { SERVICES } from './outside-finding.ts'

type Services = Record<keyof typeof SERVICES, OutsideService>

/** A circuit would keep one check from seeing what another has seen: each asks for itself, and only once. */
const NEVER_OPEN = { failures: Number.POSITIVE_INFINITY, openMs: 0, onChange: () => {} }

/** The services that are asked, under the one policy of all outside calls: time limits and no redirects. */
export function createServices({ fetch, timing }: Pick<DoctorPorts, 'fetch' | 'timing'>): Services {
  const create = (name: string) =>
    new OutsideService({
      name,
      timing,
      fetch,
      breaker: new CircuitBreaker({ ...NEVER_OPEN, nowMs: timing.nowMs }),
    })
  return {
    cloud: create(SERVICES.cloud),
    wechat: create(SERVICES.wechat),
    srs: create(SERVICES.srs),
    publicApi: create(SERVICES.publicApi),
  }
}
