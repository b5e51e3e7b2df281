/**
 * One reading for all who ask before it begins. Whoever asks while one runs gets the next: an answer must not be older
 * than its question.
 */
export class SharedListing<Value> {
  readonly #read: () => Promise<Value>
  #running: Promise<unknown> = Promise.resolve()
  #next: Promise<Value> | undefined

  constructor(read: () => Promise<Value>) {
    this.#read = read
  }

  get(): Promise<Value> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined
      const reading = this.#read()
      this.#running = reading.catch(() => undefined)
      return reading
    })
    return this.#next
  }
}
