/** Reads that run at the same moment for the same key are one read. Nothing is kept after it. */
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
