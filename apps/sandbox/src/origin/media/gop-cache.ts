import type { MediaMessage } from './media-message.ts'

const MOST_MESSAGES = 4096

/**
 * The messages since the last keyframe, so that a viewer who joins sees a picture at once. A group that grows
 * past its bound is forgotten whole: its tail could not be decoded.
 */
export class GopCache {
  readonly #maxBytes: number
  #messages: MediaMessage[] = []
  #bytes = 0
  #collecting = false

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  get messages(): readonly MediaMessage[] {
    return this.#messages
  }

  add(message: MediaMessage): void {
    if (message.kind === 'key') {
      this.clear()
      this.#collecting = true
    }
    if (!this.#collecting) return
    this.#messages.push(message)
    this.#bytes += message.flvTag.length
    if (this.#bytes > this.#maxBytes || this.#messages.length > MOST_MESSAGES) this.clear()
  }

  clear(): void {
    this.#messages = []
    this.#bytes = 0
    this.#collecting = false
  }
}
