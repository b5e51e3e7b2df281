/** More rooms than are live at once on one node; above it, the oldest entry goes. */
const MOST_ENTRIES = 10_000

/** One value per key and minute: what is made for the first viewer of a minute serves the others. */
export class MinuteCache<Value> {
  readonly #entries = new Map<string, { minute: number; value: Value }>()

  get(key: string, minute: number, make: () => Value): Value {
    const known = this.#entries.get(key)
    if (known?.minute === minute) return known.value
    const value = make()
    this.#entries.delete(key)
    this.#entries.set(key, { minute, value })
    if (this.#entries.size > MOST_ENTRIES) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest)
        break
      }
    }
    return value
  }
}
