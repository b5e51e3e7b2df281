import { LabelSeries } from './label-series.ts'
import type { Labels, Metric, Sample } from './metric.ts'

/** Counts how long things take, in seconds, by upper bounds: from those Prometheus estimates percentiles over all nodes. */
export class Histogram<Words extends Labels> implements Metric {
  readonly name: string
  readonly help: string
  readonly type = 'histogram'
  readonly #bounds: readonly number[]
  readonly #series: LabelSeries<{ counts: number[]; sum: number }>

  /** @param bounds in seconds, rising; what is above the last counts as well */
  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name
    this.help = help
    this.#bounds = bounds
    this.#series = new LabelSeries(() => ({ counts: Array<number>(bounds.length + 1).fill(0), sum: 0 }))
  }

  observe(labels: Words, seconds: number): void {
    const series = this.#series.get(labels)
    const found = this.#bounds.findIndex((bound) => seconds <= bound)
    const index = found === -1 ? this.#bounds.length : found
    series.counts[index] = (series.counts[index] ?? 0) + 1
    series.sum += seconds
  }

  samples(): Sample[] {
    return this.#series.entries().flatMap(({ labels, value: { counts, sum } }) => {
      let count = 0
      const buckets = counts.map((own, index): Sample => {
        count += own
        const le = String(this.#bounds[index] ?? '+Inf')
        return { suffix: '_bucket', labels: { ...labels, le }, value: count }
      })
      return [...buckets, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count }]
    })
  }
}
