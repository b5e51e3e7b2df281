import type { WorkerVitals } from '../background/worker.ts'
import type { Clock } from '../clock.ts'
import type { FinishedRequest } from '../http/request-context.ts'
import type { OnOutsideCall } from '../outside/outside-service.ts'
import type { OutsideServices } from '../outside/outside-services.ts'
import type { Database } from '../storage/database.ts'
import { apiMeasures, type StatusClass } from './api-measures.ts'
import { buildInfo } from './build-info.ts'
import { circuitMetrics } from './circuit-metrics.ts'
import { Registry } from './registry.ts'
import { storeMetrics } from './store-metrics.ts'
import { workerMetrics } from './worker-metrics.ts'

/** What is looked at when somebody asks for metrics. */
type Watched = {
  outside: OutsideServices
  database: Database
  clock: Clock
  nowMs: () => number
  vitals(): readonly WorkerVitals[]
}

/** The part of the composition root that is about metrics. They are always counted, and served where it is configured. */
export function composeMetrics(revision: string | undefined) {
  const registry = new Registry()
  registry.add(buildInfo(revision))
  const measures = apiMeasures(registry)
  const onRequest = ({ operation, status, ms }: FinishedRequest) =>
    measures.requests.observe({ operation, status: classOf(status) }, ms / 1000)
  const onOutsideCall: OnOutsideCall = ({ service, outcome, ms }) =>
    measures.outsideCalls.observe({ service, outcome }, ms / 1000)
  return {
    registry,
    measures,
    onRequest,
    onOutsideCall,
    watch({ outside, vitals, ...store }: Watched): void {
      registry.addSource(circuitMetrics(outside))
      registry.addSource(storeMetrics(store))
      registry.addSource(workerMetrics(vitals))
    },
  }
}

function classOf(status: FinishedRequest['status']): StatusClass {
  if (status === 'aborted') return status
  if (status >= 500) return '5xx'
  if (status >= 400) return '4xx'
  return status >= 300 ? '3xx' : '2xx'
}
