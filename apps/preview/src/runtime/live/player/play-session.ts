import type { RetryPolicy } from '../retry-policy.ts'
import { stillOf } from '../snapshot.ts'
import { Timers } from '../timers.ts'
import { FlvPlayback } from './flv-playback.ts'
import { type FlvSource, openFlv } from './flv-source.ts'
import { PlayerMilestones } from './player-milestones.ts'
import type { Latency } from './player-props.ts'

export interface PlaySessionSettings {
  readonly video: HTMLVideoElement
  readonly url: string
  /** One that gave up: its last picture stays until this one has its own. */
  readonly previous: PlaySession | null
  readonly latency: () => Latency
  readonly policy: RetryPolicy
  /** A connection without a byte for this long counts as lost. */
  readonly stallMs: number
  readonly isOnline: () => boolean
  readonly raise: (code: number) => void
  /** A connection is there: the video may play. */
  readonly ready: () => void
  /** -2301 was raised, nothing more will come. */
  readonly gaveUp: () => void
}

/** From `play()` to `stop()` or -2301: connects, reconnects, and tells the steps in state codes. */
export class PlaySession {
  readonly #settings: PlaySessionSettings
  readonly #timers = new Timers()
  #abort = new AbortController()
  #playback: FlvPlayback | null = null
  #milestones: PlayerMilestones
  #connected = false
  #keyFrameCame = false
  #size = ''
  #loading = false
  #cancelLoading = () => {}
  #over = false

  constructor(settings: PlaySessionSettings) {
    this.#settings = settings
    this.#milestones = new PlayerMilestones(settings.raise)
    this.#timers.every(1_000, () => this.#watchForStall())
    void this.#attempt()
  }

  get playback(): FlvPlayback | null {
    return this.#playback
  }

  /** The `<video>`'s own events, forwarded: `loadedmetadata` and `resize`, `playing`, `waiting`. */
  videoSized(): void {
    const { videoWidth, videoHeight } = this.#settings.video
    const size = `${videoWidth}x${videoHeight}`
    if (this.#over || this.#playback === null || videoWidth === 0) return
    if (!this.#milestones.has('resolution')) this.#milestones.reach('resolution')
    else if (size !== this.#size) this.#settings.raise(2009)
    this.#size = size
    // A phone knows the size before it counts the first packet.
    if (this.#keyFrameCame) this.#milestones.reach('packet')
  }

  videoPlaying(): void {
    this.#cancelLoading()
    if (this.#over || this.#playback === null) return
    if (!this.#milestones.has('playing')) this.#milestones.reach('playing')
    else if (this.#loading) this.#settings.raise(2004)
    this.#loading = false
  }

  videoWaiting(): void {
    this.#cancelLoading()
    // A phone does not report stumbles, and while it reconnects 2103 says it all.
    this.#cancelLoading = this.#timers.after(200, () => {
      if (!this.#connected || this.#loading || !this.#milestones.has('playing')) return
      this.#loading = true
      this.#settings.raise(2007)
    })
  }

  /** The network was cut under the connection. */
  cut(): void {
    this.#disconnected()
  }

  stop(): void {
    this.#over = true
    this.#timers.clear()
    this.#abort.abort()
    this.#playback?.destroy()
    this.#playback = null
    this.#settings.previous?.stop()
  }

  async #attempt(): Promise<void> {
    const { url, isOnline, stallMs } = this.#settings
    const abort = new AbortController()
    this.#abort = abort
    const cancelTimeout = this.#timers.after(stallMs, () => abort.abort())
    const source = isOnline() ? await openFlv(url, abort.signal).catch(() => null) : null
    cancelTimeout()
    if (this.#over) return void source?.cancel().catch(() => {})
    if (source === null) return this.#retry()
    this.#connected = true
    this.#loading = this.#keyFrameCame = false
    this.#milestones = new PlayerMilestones(this.#settings.raise)
    this.#milestones.reach('connected')
    this.#show(source)
  }

  #show(source: FlvSource): void {
    const { video, policy, latency, ready, previous } = this.#settings
    const milestones = this.#milestones
    video.poster = stillOf(video)
    this.#playback?.destroy()
    previous?.stop()
    this.#playback = new FlvPlayback(video, source, latency(), {
      begun: () => milestones.reach('begun'),
      keyFrame: () => {
        policy.recovered()
        this.#keyFrameCame = true
        if (milestones.has('resolution')) milestones.reach('packet')
      },
      frame: () => milestones.reach('frame'),
      ended: () => this.#disconnected(),
    })
    ready()
  }

  #disconnected(): void {
    // Closing what is left of the connection ends it a second time.
    if (this.#over || !this.#connected) return
    this.#connected = false
    this.#abort.abort()
    this.#retry()
  }

  #retry(): void {
    const step = this.#settings.policy.next()
    if (step.kind === 'give-up') {
      this.#over = true
      this.#timers.clear()
      this.#settings.raise(-2301)
      this.#settings.gaveUp()
      return
    }
    this.#timers.after(step.delayMs, () => {
      this.#settings.raise(2103)
      void this.#attempt()
    })
  }

  #watchForStall(): void {
    const playback = this.#playback
    if (!this.#connected || playback === null) return
    if (performance.now() - playback.lastBytesAtMs > this.#settings.stallMs) this.#disconnected()
  }
}
