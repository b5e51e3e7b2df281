import type { Labels } from './metric.ts'

/** More than the lists of words of any metric of ours give. What goes beyond it is kept together as `other`. */
const MOST_SERIES = 1_000
const OTHER = 'other'

/** The series of one metric, one for each combination of labels that was seen. Never more than so many. */
export class LabelSeries<Value> {
  readonly #series = new Map<string, { labels: Labels; value: Value }>()
  readonly #create: () => Value

  constructor(create: () => Value) {
    this.#create = create
  }

  get(labels: Labels): Value {
    return this.#find(labels) ?? this.#add(this.#series.size < MOST_SERIES ? labels : others(labels))
  }

  entries(): readonly { labels: Labels; value: Value }[] {
    return [...this.#series.values()]
  }

  #find(labels: Labels): Value | undefined {
    return this.#series.get(keyOf(labels))?.value
  }

  #add(labels: Labels): Value {
    const known = this.#find(labels)
    if (known !== undefined) return known
    const value = this.#create()
    this.#series.set(keyOf(labels), { labels, value })
    return value
  }
}

/** A metric's labels always come in the same order: they are written in one place. */
const keyOf = (labels: Labels) => Object.values(labels).join('\n')

const others = (labels: Labels): Labels =>
  Object.fromEntries(Object.keys(labels).map((name) => [name, OTHER]))
