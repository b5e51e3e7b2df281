import type { LivePhone } from '../../live-contexts.ts'
import { RetryPolicy, type RetrySettings } from '../retry-policy.ts'
import type { StateCodes } from '../state-codes.ts'
import { Timers } from '../timers.ts'
import type { CaptureFeed } from './capture/capture.ts'
import type { Viewfinder } from './capture/viewfinder.ts'
import { PushSession } from './push-session.ts'
import { pusherNetStatus } from './pusher-net-status.ts'
import { cssFilter, type PusherProps } from './pusher-props.ts'

export interface BroadcastSettings {
  readonly phone: LivePhone
  readonly viewfinder: Viewfinder
  readonly codes: StateCodes
  /** The tag's own, as they are now. */
  readonly props: Readonly<PusherProps>
  readonly retry: RetrySettings
  readonly connectTimeoutMs: number
  readonly failed: (error: unknown) => void
}

export interface BroadcastState {
  /** The last picture and silence go out. */
  readonly held: boolean
  readonly volume: number
}

/** The push of one tag: opens what it needs, sends, and reports. */
export class Broadcast {
  readonly #settings: BroadcastSettings
  readonly #timers = new Timers()
  #feed: CaptureFeed | null = null
  #session: PushSession | null = null
  #state: BroadcastState = { held: false, volume: 1 }
  /** Grows with every start and stop: what an earlier round began is then no longer wanted. */
  #round = 0
  #starting = false

  constructor(settings: BroadcastSettings) {
    this.#settings = settings
  }

  start(url: string): void {
    if (this.#session !== null || this.#starting) return
    this.#round += 1
    this.#starting = true
    void this.#run(url, this.#round)
  }

  /** The preview stays open: it is the tag's. */
  stop(): void {
    this.#round += 1
    this.#starting = false
    this.#timers.clear()
    this.#session?.stop()
    this.#feed?.close()
    this.#session = this.#feed = null
  }

  /** The network was cut. */
  cut(): void {
    this.#session?.cut()
  }

  apply(state: BroadcastState): void {
    this.#state = state
    const { props } = this.#settings
    if (this.#feed === null) return
    this.#feed.hold(state.held)
    this.#feed.muted = props.muted || !props.enableMic
    this.#feed.volume = state.volume
  }

  async #run(url: string, round: number): Promise<void> {
    const { viewfinder, props, failed } = this.#settings
    try {
      const capture = await viewfinder.open(props)
      if (round !== this.#round) return
      const feed = await capture.feed({
        props,
        paintOptions: () => ({
          filter: cssFilter(props),
          mirror: props.remoteMirror,
          enabled: props.enableCamera,
        }),
        failed: (what) => this.#encoderFailed(what),
      })
      if (round !== this.#round) return feed.close()
      this.#push(url, feed)
    } catch (error) {
      if (round === this.#round) failed(error)
    } finally {
      if (round === this.#round) this.#starting = false
    }
  }

  #push(url: string, feed: CaptureFeed): void {
    const { phone, codes, retry, connectTimeoutMs } = this.#settings
    this.#feed = feed
    const session = new PushSession({
      url: phone.rewriteStream(url, 'push'),
      feed,
      policy: new RetryPolicy(retry),
      connectTimeoutMs,
      isOnline: () => phone.online,
      raise: codes.raise,
      gaveUp: () => this.stop(),
    })
    this.#session = session
    this.apply(this.#state)
    this.#timers.every(1_000, () => {
      codes.event('netstatus', { info: pusherNetStatus(session, feed.tracks) })
    })
  }

  #encoderFailed(what: 'video' | 'audio'): void {
    this.#settings.codes.raise(what === 'video' ? -1303 : -1304)
    this.stop()
  }
}
