/**
 * Reads that run at the same moment for the same key are one read; nothing is kept after it. Who joins one gets the
 * store as it was when that read began, a few milliseconds ago.
 */
export class SharedReads<Value> {
  readonly #running = new Map<string, Promise<Value>>()
  readonly #read: (key: string) => Promise<Value>

  constructor(read: (key: string) => Promise<Value>) {
    this.#read = read
  }

  get(key: string): Promise<Value> {
    const running = this.#running.get(key)
    if (running) return running
    const read = this.#read(key).finally(() => this.#running.delete(key))
    this.#running.set(key, read)
    return read
  }
}
