import { FlvMeter } from '../flv/flv-meter.ts'
import { type FlvSource, loaderFor } from './flv-source.ts'
import { mpegts } from './mpegts.ts'
import type { Latency } from './player-props.ts'

mpegts.LoggingControl.applyConfig({ enableAll: false })

export interface PlaybackEvents {
  /** The first bytes came. */
  begun(): void
  /** A whole key frame came. */
  keyFrame(): void
  frame(): void
  ended(): void
}

/** One open connection, shown in a `<video>`. */
export class FlvPlayback {
  readonly meter = new FlvMeter(performance.now())
  lastBytesAtMs = performance.now()
  readonly #player: InstanceType<typeof mpegts.MSEPlayer>
  readonly #video: HTMLVideoElement
  readonly #events: PlaybackEvents
  #frameRequest = 0
  #begun = false
  #over = false

  constructor(video: HTMLVideoElement, source: FlvSource, latency: Latency, events: PlaybackEvents) {
    this.#video = video
    this.#events = events
    this.#player = new mpegts.MSEPlayer(
      { type: 'flv', isLive: true, url: 'live.flv' },
      {
        customLoader: loaderFor(source, { chunk: (bytes) => this.#chunk(bytes), ended: () => this.#ended() }),
        enableStashBuffer: false,
        deferLoadAfterSourceOpen: false,
        liveSync: true,
        liveSyncTargetLatency: latency.targetSeconds,
        liveSyncMaxLatency: latency.maxSeconds,
        // Speed mends small delays unseen; a jump is for a tab that slept.
        liveBufferLatencyChasing: true,
        liveBufferLatencyMaxLatency: Math.max(3, latency.maxSeconds * 2),
        liveBufferLatencyMinRemain: latency.targetSeconds,
        autoCleanupSourceBuffer: true,
        autoCleanupMaxBackwardDuration: 20,
        autoCleanupMinBackwardDuration: 10,
      },
    )
    this.#player.on(mpegts.Events.ERROR, () => this.#ended())
    this.#player.attachMediaElement(video)
    this.#player.load()
    this.#awaitFrame()
  }

  /** Leaps to the newest picture, for one who paused or was away. */
  chase(latency: Latency): void {
    const { buffered } = this.#video
    if (buffered.length === 0) return
    const end = buffered.end(buffered.length - 1)
    if (end - this.#video.currentTime > latency.maxSeconds)
      this.#video.currentTime = end - latency.targetSeconds
  }

  destroy(): void {
    this.#over = true
    this.#video.cancelVideoFrameCallback(this.#frameRequest)
    this.#player.destroy()
  }

  #chunk(bytes: Uint8Array): void {
    this.lastBytesAtMs = performance.now()
    if (!this.#begun) {
      this.#begun = true
      this.#tell(this.#events.begun)
    }
    let keyFrame = false
    try {
      keyFrame = this.meter.bytes(bytes)
    } catch {
      this.#ended()
    }
    if (keyFrame) this.#tell(this.#events.keyFrame)
  }

  #awaitFrame(): void {
    this.#frameRequest = this.#video.requestVideoFrameCallback(() => this.#tell(this.#events.frame))
  }

  #ended(): void {
    this.#tell(this.#events.ended)
  }

  #tell(event: () => void): void {
    if (!this.#over) event()
  }
}
