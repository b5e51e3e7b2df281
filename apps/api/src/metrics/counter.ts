import { LabelSeries } from './label-series.ts'
import type { Labels, Metric, Sample } from './metric.ts'

/** Counts what happens. Its labels are typed, so that only words from fixed lists get in. */
export class Counter<Words extends Labels> implements Metric {
  readonly name: string
  readonly help: string
  readonly type = 'counter'
  readonly #series = new LabelSeries(() => ({ count: 0 }))

  /** @param name ends in `_total` */
  constructor(name: string, help: string) {
    this.name = name
    this.help = help
  }

  add(labels: Words, by = 1): void {
    this.#series.get(labels).count += by
  }

  samples(): Sample[] {
    return this.#series.entries().map(({ labels, value }) => ({ labels, value: value.count }))
  }
}
