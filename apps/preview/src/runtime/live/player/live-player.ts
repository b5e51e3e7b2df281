import type { LiveProps, LiveTagHost, LiveTagInstance } from '../../live-contexts.ts'
import { RetryPolicy, type RetrySettings } from '../retry-policy.ts'
import { snapshot } from '../snapshot.ts'
import { Stage } from '../stage.ts'
import { StateCodes } from '../state-codes.ts'
import { Timers } from '../timers.ts'
import { PlaySession } from './play-session.ts'
import { PLAYER_MESSAGES } from './player-messages.ts'
import { playerNetStatus } from './player-net-status.ts'
import { latencyOf, PLAYER_PROPS, type PlayerProps } from './player-props.ts'
import { Sound } from './sound.ts'

export interface LivePlayerSettings {
  readonly retry: RetrySettings
  readonly stallMs: number
}

// A phone waits about three seconds before each try; a preview has no need for such patience.
export const PLAYER_SETTINGS: LivePlayerSettings = { retry: { times: 3, spacingMs: 1_000 }, stallMs: 8_000 }

type Method = (options: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>> | undefined

/** `<live-player>` over mpegts.js: an http-flv stream in a `<video>`, and the state codes of a phone. */
export class LivePlayer implements LiveTagInstance {
  readonly #host: LiveTagHost
  readonly #settings: LivePlayerSettings
  readonly #stage: Stage
  readonly #sound: Sound
  readonly #codes: StateCodes
  readonly #timers = new Timers()
  readonly #props: PlayerProps = { ...PLAYER_PROPS }
  readonly #undo: (() => void)[] = []
  #session: PlaySession | null = null
  #givenUp: PlaySession | null = null
  #paused = false
  #hidden = false

  constructor(host: LiveTagHost, settings: Partial<LivePlayerSettings> = {}) {
    this.#host = host
    this.#settings = { ...PLAYER_SETTINGS, ...settings }
    this.#stage = new Stage(host.element, 'player')
    const { video } = this.#stage
    this.#sound = new Sound(video, (text) => this.#stage.label(text))
    this.#codes = new StateCodes((event, detail) => host.emit(event, detail), PLAYER_MESSAGES)
    video.addEventListener('loadedmetadata', () => this.#session?.videoSized())
    video.addEventListener('resize', () => this.#session?.videoSized())
    video.addEventListener('playing', () => this.#session?.videoPlaying())
    video.addEventListener('waiting', () => this.#session?.videoWaiting())
    this.#undo.push(
      host.phone.onChange(() => {
        if (!host.phone.online) this.#session?.cut()
      }),
    )
  }

  /** For tests and for the shell's panel. */
  get video(): HTMLVideoElement {
    return this.#stage.video
  }

  update(changed: LiveProps): void {
    Object.assign(this.#props, changed)
    const { src, autoplay, muted, orientation, objectFit } = this.#props
    if ('muted' in changed) this.#sound.muted = muted
    if ('orientation' in changed) this.#stage.rotate(orientation === 'horizontal' ? 90 : 0)
    if ('objectFit' in changed) this.video.style.objectFit = objectFit === 'fillCrop' ? 'cover' : 'contain'
    if ('src' in changed) {
      const wasRunning = this.#session !== null
      this.#stop()
      if (src !== '' && (autoplay || wasRunning)) this.#play()
    } else if ('autoplay' in changed && autoplay) this.#play()
  }

  async invoke(method: string, options: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const run = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined
    if (run === undefined) throw new Error(`<live-player> in the preview has no ${method}()`)
    return (await run(options)) ?? {}
  }

  hide(): void {
    const { autoPauseIfNavigate, autoPauseIfOpenNative } = this.#props
    const pauses = this.#host.phone.foreground ? autoPauseIfNavigate : autoPauseIfOpenNative
    if (!pauses) return
    this.#hidden = true
    this.video.pause()
  }

  show(): void {
    if (!this.#hidden) return
    this.#hidden = false
    this.#roll()
  }

  unmount(): void {
    this.#stop()
    for (const undo of this.#undo) undo()
    this.#sound.dispose()
    this.#stage.remove()
  }

  readonly #methods: Readonly<Record<string, Method>> = {
    play: () => this.#play(),
    stop: () => this.#stop(),
    pause: () => {
      this.#paused = true
      this.video.pause()
    },
    resume: () => {
      this.#paused = false
      this.#roll()
    },
    mute: () => {
      this.#sound.muted = !this.#sound.muted
    },
    requestFullScreen: ({ direction = 0 }) => this.#fullScreen(true, Number(direction)),
    exitFullScreen: () => this.#fullScreen(false, 0),
    snapshot: (options) => snapshot(this.video, options),
  }

  #play(): undefined {
    const { src } = this.#props
    if (src === '') return
    this.#paused = false
    if (this.#session !== null) return void this.#roll()
    const { phone } = this.#host
    const { retry, stallMs } = this.#settings
    this.#session = new PlaySession({
      video: this.video,
      url: phone.rewriteStream(src, 'play'),
      previous: this.#givenUp,
      latency: () => latencyOf(this.#props),
      policy: new RetryPolicy(retry),
      stallMs,
      isOnline: () => phone.online,
      raise: this.#codes.raise,
      ready: () => this.#roll(),
      gaveUp: () => this.#gaveUp(),
    })
    this.#timers.every(1_000, () => this.#reportNetStatus())
  }

  /** The last picture stays, as on a phone; only the next play() or stop() takes it away. */
  #gaveUp(): void {
    this.#timers.clear()
    this.#givenUp = this.#session
    this.#session = null
  }

  #stop(): undefined {
    this.#timers.clear()
    this.#session?.stop()
    this.#givenUp?.stop()
    this.#session = this.#givenUp = null
    this.video.removeAttribute('poster')
    this.#codes.silence()
  }

  #roll(): void {
    if (this.#paused || this.#hidden || this.#session === null) return
    this.#session.playback?.chase(latencyOf(this.#props))
    void this.#sound.play()
  }

  #fullScreen(on: boolean, direction: number): undefined {
    this.#stage.fullScreen(on)
    this.#stage.rotate(on ? direction : this.#props.orientation === 'horizontal' ? 90 : 0)
    this.#codes.event('fullscreenchange', { fullScreen: on, direction: on ? direction : 0 })
  }

  #reportNetStatus(): void {
    const playback = this.#session?.playback
    if (playback) this.#codes.event('netstatus', { info: playerNetStatus(this.video, playback) })
  }
}
