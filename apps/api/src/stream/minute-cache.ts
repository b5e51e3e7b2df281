import { LRUCache } from 'lru-cache'

/** More rooms than are live at once on one node; above it, what was made longest ago goes. */
const MOST_ENTRIES = 10_000

/** One value per key and minute: what is made for the first viewer of a minute serves the others. */
export class MinuteCache<Value> {
  readonly #entries = new LRUCache<string, { minute: number; value: Value }>({ max: MOST_ENTRIES })

  get(key: string, minute: number, make: () => Value): Value {
    // Looked at without counting as a use: it is the making that ages.
    const known = this.#entries.peek(key)
    if (known?.minute === minute) return known.value
    const value = make()
    this.#entries.set(key, { minute, value })
    return value
  }
}
