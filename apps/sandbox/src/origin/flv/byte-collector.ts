const FIRST_CAPACITY = 1024

/**
 * Collects a piece of known size out of chunks of any size. The memory it takes follows the bytes that really
 * came, not the size somebody announced.
 */
export class ByteCollector {
  #bytes: Buffer = Buffer.alloc(0)
  #wanted = 0
  #held = 0

  /** Begins a piece of `wanted` bytes, at least one. */
  begin(wanted: number): void {
    this.#bytes = Buffer.alloc(0)
    this.#wanted = wanted
    this.#held = 0
  }

  get isEmpty(): boolean {
    return this.#held === 0
  }

  /** Takes what it needs from `chunk`, starting at `from`. Returns how many bytes it took. */
  take(chunk: Buffer, from: number): number {
    const taken = Math.min(this.#wanted - this.#held, chunk.length - from)
    // Most pieces lie within one chunk and need no copy; the reader copies what it keeps.
    if (this.#held === 0 && taken === this.#wanted) {
      this.#bytes = chunk.subarray(from, from + taken)
    } else {
      this.#grow(this.#held + taken)
      chunk.copy(this.#bytes, this.#held, from, from + taken)
    }
    this.#held += taken
    return taken
  }

  /** The whole piece, valid until the next `begin`; `null` as long as bytes are missing. */
  get piece(): Buffer | null {
    return this.#held === this.#wanted ? this.#bytes.subarray(0, this.#wanted) : null
  }

  #grow(needed: number): void {
    if (this.#bytes.length >= needed) return
    const capacity = Math.min(this.#wanted, Math.max(needed, 2 * this.#bytes.length, FIRST_CAPACITY))
    const larger = Buffer.alloc(capacity)
    this.#bytes.copy(larger, 0, 0, this.#held)
    this.#bytes = larger
  }
}
