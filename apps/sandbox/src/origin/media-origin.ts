import type { Logger } from '../logger.ts'
import type { Listener } from '../net/listen.ts'
import { AccessRules, type StreamRequest } from './access/access-rules.ts'
import { type ForbiddenStream, ForbiddenStreams } from './access/forbidden-streams.ts'
import type { Refusal } from './access/refusal.ts'
import { END_REASONS } from './end-reason.ts'
import { listenMedia } from './http/media-listener.ts'
import { DEFAULT_LIMITS, type OriginLimits } from './limits.ts'
import { type LiveStream, toLiveStream } from './live-stream.ts'
import type { Broadcast } from './media/broadcast.ts'
import type { Push } from './push.ts'
import type { Publisher, PushListener } from './push-info.ts'
import { DEFAULT_PUSH_RULES, type PushRules } from './push-rules.ts'
import { Pushes } from './pushes.ts'
import { listenRtmp } from './rtmp/rtmp-listener.ts'
import type { StreamDesk } from './stream-desk.ts'

export interface OriginOptions {
  readonly host: string
  readonly rtmpPort: number
  readonly mediaPort: number
  readonly appName: string
  readonly pushKeys: readonly string[]
  readonly playKeys: readonly string[]
  readonly listener: PushListener
  readonly clock: () => number
  readonly logger: Logger
  /** The usual ones by default; asked again whenever one matters. */
  readonly rules?: () => PushRules
  readonly limits?: Partial<OriginLimits>
}

/** How a broadcaster's network is cut: the connection breaks, or stays and nothing comes through it. */
export type CutMode = 'reset' | 'freeze'

/** The stand-in for a live CDN: RTMP and FLV (HTTP, WebSocket) in; the same and HLS out. It keeps no global state. */
export class MediaOrigin implements StreamDesk {
  readonly limits: OriginLimits
  readonly #options: OriginOptions
  readonly #forbidden: ForbiddenStreams
  readonly #access: AccessRules
  readonly #pushes: Pushes
  #listeners: Listener[] = []

  constructor(options: OriginOptions) {
    const { appName, pushKeys, playKeys, listener, clock, rules = () => DEFAULT_PUSH_RULES } = options
    this.#options = options
    this.limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#forbidden = new ForbiddenStreams(clock)
    this.#access = new AccessRules({ appName, pushKeys, playKeys, forbidden: this.#forbidden, clock })
    const { idleMs, backlogBytes } = this.limits
    this.#pushes = new Pushes({ rules, listener, clock, idleMs, gopBytes: backlogBytes / 2 })
  }

  /**
   * Listens on both ports, or on none.
   * @throws PortUnavailable
   */
  async start(): Promise<{ rtmpPort: number; mediaPort: number }> {
    const { host, rtmpPort, mediaPort, logger } = this.#options
    const rtmp = await listenRtmp({ host, port: rtmpPort, desk: this, logger })
    this.#listeners.push(rtmp)
    try {
      const media = await listenMedia({ host, port: mediaPort, desk: this, logger })
      this.#listeners.push(media)
      return { rtmpPort: rtmp.port, mediaPort: media.port }
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Ends every push (errcode 5), every viewer and both listeners. */
  async stop(): Promise<void> {
    const listeners = this.#listeners
    this.#listeners = []
    for (const push of this.#pushes.all()) push.end(END_REASONS.originStopped)
    await Promise.all(listeners.map((listener) => listener.close()))
  }

  /** The streams that count as live, as DescribeLiveStreamOnlineList tells them. */
  list(): LiveStream[] {
    return this.#pushes.all().flatMap((push) => toLiveStream(push) ?? [])
  }

  /** The streams that may not be pushed now. */
  forbidden(): ForbiddenStream[] {
    return this.#forbidden.list()
  }

  /** As DescribeLiveStreamState tells it. */
  state(streamName: string): 'active' | 'inactive' | 'forbid' {
    if (this.#forbidden.has(streamName)) return 'forbid'
    const push = this.#pushes.find(streamName)
    return push && push.startedAtMs !== null ? 'active' : 'inactive'
  }

  /** Ends a push, which may begin again at once (DropLiveStream). Returns whether there was one. */
  drop(streamName: string): boolean {
    const push = this.#pushes.find(streamName)
    push?.end(END_REASONS.dropped)
    return push !== undefined
  }

  /** Cuts a broadcaster's network, which nobody is told. Returns whether there was one. */
  cut(streamName: string, mode: CutMode): boolean {
    const push = this.#pushes.find(streamName)
    if (mode === 'freeze') push?.freeze()
    else push?.sever()
    return push !== undefined
  }

  /** Ends a push and refuses new ones until then (ForbidLiveStream). Returns whether there was one. */
  forbid(streamName: string, untilMs: number): boolean {
    this.#forbidden.forbid(streamName, untilMs)
    const push = this.#forbidden.has(streamName) ? this.#pushes.find(streamName) : undefined
    push?.end(END_REASONS.forbidden)
    return push !== undefined
  }

  /** Allows pushing again (ResumeLiveStream). */
  allow(streamName: string): void {
    this.#forbidden.allow(streamName)
  }

  openPush(request: StreamRequest, publisher: Publisher): Push | Refusal {
    return this.#access.refusePush(request) ?? this.#pushes.open(request, publisher)
  }

  openPlay(request: StreamRequest): Broadcast | Refusal {
    const refusal = this.#access.refusePlay(request)
    if (refusal) return refusal
    const push = this.#pushes.find(request.streamName)
    return push?.broadcast ?? { kind: 'not-found', text: 'this stream is not live' }
  }
}
