import type { Logger } from '../logger.ts'
import type { Listener } from '../net/listen.ts'
import { AccessRules, type StreamRequest } from './access/access-rules.ts'
import { ForbiddenStreams } from './access/forbidden-streams.ts'
import type { Refusal } from './access/refusal.ts'
import { END_REASONS } from './end-reason.ts'
import { listenMedia } from './http/media-listener.ts'
import { DEFAULT_LIMITS, type OriginLimits } from './limits.ts'
import type { Broadcast } from './media/broadcast.ts'
import { Push, type PushInfo, type PushListener } from './push.ts'
import { listenRtmp } from './rtmp/rtmp-listener.ts'
import { createSequence } from './sequence.ts'
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
  readonly limits?: Partial<OriginLimits>
}

/** A stream that is being pushed. */
export interface LiveStream {
  readonly streamName: string
  readonly sequence: string
  readonly startedAtMs: number
  readonly userIp: string
  readonly width: number
  readonly height: number
  readonly viewers: number
}

/** The stand-in for a live CDN: RTMP and FLV (HTTP, WebSocket) in; the same and HLS out. It keeps no global state. */
export class MediaOrigin implements StreamDesk {
  readonly limits: OriginLimits
  readonly #options: OriginOptions
  readonly #forbidden: ForbiddenStreams
  readonly #rules: AccessRules
  readonly #nextSequence: () => string
  readonly #pushes = new Map<string, Push>()
  #listeners: Listener[] = []

  constructor(options: OriginOptions) {
    const { appName, pushKeys, playKeys, clock } = options
    this.#options = options
    this.limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.#forbidden = new ForbiddenStreams(clock)
    this.#rules = new AccessRules({ appName, pushKeys, playKeys, forbidden: this.#forbidden, clock })
    this.#nextSequence = createSequence(clock)
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
    for (const push of [...this.#pushes.values()]) push.end(END_REASONS.originStopped)
    await Promise.all(listeners.map((listener) => listener.close()))
  }

  /** The streams whose media is flowing, as DescribeLiveStreamOnlineList tells them. */
  list(): LiveStream[] {
    return [...this.#pushes.values()].flatMap((push) => {
      const { streamName, sequence, startedAtMs, userIp, width, height } = push
      if (startedAtMs === null) return []
      const viewers = push.broadcast.subscriberCount
      return [{ streamName, sequence, startedAtMs, userIp, width, height, viewers }]
    })
  }

  /** Ends a push, which may begin again at once (DropLiveStream). Returns whether there was one. */
  drop(streamName: string): boolean {
    const push = this.#pushes.get(streamName)
    push?.end(END_REASONS.dropped)
    return push !== undefined
  }

  /** Ends a push and refuses new ones until then (ForbidLiveStream). Returns whether there was one. */
  forbid(streamName: string, untilMs: number): boolean {
    this.#forbidden.forbid(streamName, untilMs)
    const push = this.#forbidden.has(streamName) ? this.#pushes.get(streamName) : undefined
    push?.end(END_REASONS.forbidden)
    return push !== undefined
  }

  /** Allows pushing again (ResumeLiveStream). */
  allow(streamName: string): void {
    this.#forbidden.allow(streamName)
  }

  openPush(request: StreamRequest, publisher: { userIp: string; disconnect: () => void }): Push | Refusal {
    const refusal = this.#rules.refusePush(request)
    if (refusal) return refusal
    if (this.#pushes.has(request.streamName)) {
      return { kind: 'taken', text: 'this stream is being pushed already' }
    }
    const push = new Push({
      identity: { ...request, sequence: this.#nextSequence(), userIp: publisher.userIp },
      listener: this.#options.listener,
      clock: this.#options.clock,
      idleMs: this.limits.idleMs,
      gopBytes: this.limits.backlogBytes / 2,
      release: (ended) => this.#release(ended),
      disconnect: publisher.disconnect,
    })
    this.#pushes.set(request.streamName, push)
    return push
  }

  openPlay(request: StreamRequest): Broadcast | Refusal {
    const refusal = this.#rules.refusePlay(request)
    if (refusal) return refusal
    const push = this.#pushes.get(request.streamName)
    return push?.broadcast ?? { kind: 'not-found', text: 'this stream is not live' }
  }

  #release(push: PushInfo): void {
    if (this.#pushes.get(push.streamName) === push) this.#pushes.delete(push.streamName)
  }
}
