import type { OutsideServices } from '../outside/outside-services.ts'
import { gauge } from './metric.ts'
import type { MetricSource } from './registry.ts'

const STATES = ['closed', 'open', 'half-open'] as const

/** The circuit of each outside service: 1 at the state that it is in. */
export const circuitMetrics =
  (services: OutsideServices): MetricSource =>
  () => [
    gauge(
      'kaibo_outside_circuit',
      'Circuits of outside services: 1 at the present state',
      Object.values(services).flatMap(({ name, circuit }) =>
        STATES.map((state) => ({ labels: { service: name, state }, value: Number(state === circuit) })),
      ),
    ),
  ]
