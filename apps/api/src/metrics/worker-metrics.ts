import type { WorkerVitals } from '../background/worker.ts'
import { gauge, type Metric } from './metric.ts'
import type { MetricSource } from './registry.ts'

/** What goes on by itself in this process. */
export const workerMetrics =
  (vitals: () => readonly WorkerVitals[]): MetricSource =>
  () => {
    const workers = vitals()
    const samples = (read: (worker: WorkerVitals) => number) =>
      workers.map((worker) => ({ labels: { worker: worker.name }, value: read(worker) }))
    const counter = (name: string, help: string, read: (worker: WorkerVitals) => number): Metric => ({
      ...gauge(name, help, samples(read)),
      type: 'counter',
    })
    return [
      counter('kaibo_worker_ticks_total', 'Ticks of workers that came to their end', ({ ticks }) => ticks),
      counter('kaibo_worker_failures_total', 'Ticks of workers that failed', ({ failures }) => failures),
      gauge(
        'kaibo_worker_tick_running_seconds',
        'How long the running tick of a worker has been going on; 0 between two',
        samples(({ tickingMs }) => (tickingMs ?? 0) / 1000),
      ),
    ]
  }
