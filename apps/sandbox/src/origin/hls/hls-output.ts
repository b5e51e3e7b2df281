import type { OriginLimits } from '../limits.ts'
import type { Broadcast } from '../media/broadcast.ts'
import { HlsStream } from './hls-stream.ts'
import type { HlsWindow } from './hls-window.ts'

export interface HlsOutputOptions {
  readonly broadcast: Broadcast
  readonly limits: OriginLimits
  readonly randomName: () => string
  readonly failed: (text: string) => void
  /** Nothing is served from it any more; called once. */
  readonly closed: () => void
}

/** The HLS output of one broadcast, and how long it lives. */
export class HlsOutput {
  readonly #options: HlsOutputOptions
  readonly #stream: HlsStream
  readonly #waiting = new Set<() => void>()
  #timer: NodeJS.Timeout
  #unsubscribe: (() => void) | null = null
  #ended = false
  #closed = false

  constructor(options: HlsOutputOptions) {
    const { limits, randomName } = options
    this.#options = options
    this.#timer = setTimeout(() => this.close(), limits.hlsIdleMs)
    this.#stream = new HlsStream({
      // Whatever a viewer may lag behind, and the group of pictures that everybody starts with.
      pendingBytes: 2 * limits.backlogBytes,
      randomName,
      changed: () => this.#wake(),
      over: (failure) => this.#over(failure),
    })
  }

  /** Begins. A broadcast that cannot be remuxed closes the output at once. */
  open(): void {
    const unsubscribe = this.#options.broadcast.subscribe(this.#stream)
    if (this.#closed) unsubscribe()
    else this.#unsubscribe = unsubscribe
  }

  get window(): HlsWindow {
    return this.#stream.window
  }

  serves(broadcast: Broadcast): boolean {
    return this.#options.broadcast === broadcast && !this.#closed
  }

  /** Somebody asked for a playlist and may have it. */
  touch(): void {
    if (!this.#ended && !this.#closed) this.#timer.refresh()
  }

  /** Waits until there are playlists; `null` when there are none in time or never will be. */
  async playlists(waitMs: number): Promise<HlsWindow | null> {
    if (!this.window.hasPlaylists && !this.#closed) await this.#wait(waitMs)
    return this.window.hasPlaylists && !this.#closed ? this.window : null
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearTimeout(this.#timer)
    this.#unsubscribe?.()
    this.#stream.dispose()
    this.#wake()
    this.#options.closed()
  }

  #over(failure: string | null): void {
    if (failure !== null) {
      this.#options.failed(failure)
      this.close()
      return
    }
    this.#ended = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.close(), this.#options.limits.hlsLingerMs)
  }

  #wake(): void {
    if (!this.window.hasPlaylists && !this.#closed) return
    for (const resolve of [...this.#waiting]) resolve()
  }

  #wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, waitMs)
      this.#waiting.add(done)
    })
  }
}
