/**
 * Whether a `<video>` may sound: what the page says, and what the browser's autoplay policy allows. A page that was
 * not touched yet starts muted, shows why, and sounds from the first touch on.
 */
export class Sound {
  readonly #video: HTMLVideoElement
  readonly #hint: (text: string) => void
  #muted = false
  #blocked = false

  constructor(video: HTMLVideoElement, hint: (text: string) => void) {
    this.#video = video
    this.#hint = hint
  }

  get muted(): boolean {
    return this.#muted
  }

  set muted(muted: boolean) {
    this.#muted = muted
    this.#apply()
  }

  async play(): Promise<void> {
    try {
      await this.#video.play()
    } catch (error) {
      // Anything else is a pause() or a new source that came first: the next play() is on its way.
      if (!(error instanceof DOMException && error.name === 'NotAllowedError') || this.#blocked) return
      this.#block()
      await this.#video.play().catch(() => {})
    }
  }

  dispose(): void {
    this.#video.ownerDocument.removeEventListener('pointerdown', this.#unblock, true)
  }

  #block(): void {
    this.#blocked = true
    this.#apply()
    this.#video.ownerDocument.addEventListener('pointerdown', this.#unblock, { capture: true, once: true })
  }

  readonly #unblock = (): void => {
    this.#blocked = false
    this.#apply()
  }

  #apply(): void {
    this.#video.muted = this.#muted || this.#blocked
    this.#hint(this.#blocked && !this.#muted ? '点按开声 · Tap for sound' : '')
  }
}
