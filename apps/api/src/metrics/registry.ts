import { exposition } from './exposition.ts'
import type { Metric } from './metric.ts'

/** Gives metrics that are read when somebody asks for them. */
export type MetricSource = () => readonly Metric[] | Promise<readonly Metric[]>

/** All metrics of one process. Only the composition root knows it: parts know the one counter that is theirs. */
export class Registry {
  readonly #sources: MetricSource[] = []

  add<Added extends Metric>(metric: Added): Added {
    this.#sources.push(() => [metric])
    return metric
  }

  addSource(source: MetricSource): void {
    this.#sources.push(source)
  }

  /** Prometheus' text. A source that fails is left out: the others are wanted most when something is wrong. */
  async text(): Promise<string> {
    const read = await Promise.allSettled(this.#sources.map(async (source) => source()))
    return exposition(read.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])))
  }
}
