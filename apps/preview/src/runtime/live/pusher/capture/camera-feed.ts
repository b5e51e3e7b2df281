import { Timers } from '../../timers.ts'
import { H264Encoder } from '../encode/h264-encoder.ts'
import { SoundFeed } from '../encode/sound-feed.ts'
import type { MediaFeed, TagSink } from '../media-feed.ts'
import type { PushTracks } from '../push-stream.ts'
import { closeStream } from './device-error.ts'
import { type PaintOptions, PicturePainter } from './picture-painter.ts'

export interface CameraFeedSettings {
  readonly video: HTMLVideoElement
  readonly microphone: MediaStream | null
  readonly tracks: PushTracks
  readonly videoBitrate: number
  readonly sampleRate: number
  readonly paintOptions: () => PaintOptions
  readonly failed: (what: 'video' | 'audio') => void
}

/** What the camera shows and the microphone hears, encoded. */
export class CameraFeed implements MediaFeed {
  readonly tracks: PushTracks
  readonly #settings: CameraFeedSettings
  readonly #timers = new Timers()
  readonly #painter: PicturePainter
  readonly #startMs = performance.now()
  #picture: H264Encoder | null = null
  #sound: SoundFeed | null = null
  #held = false
  #muted = false

  constructor(settings: CameraFeedSettings) {
    this.#settings = settings
    this.tracks = settings.tracks
    this.#painter = new PicturePainter(settings.video, settings.tracks)
  }

  start(sink: TagSink): void {
    const { tracks, videoBitrate, sampleRate, microphone, failed } = this.#settings
    const now = () => performance.now() - this.#startMs
    this.#picture = new H264Encoder({
      ...tracks,
      bitrate: videoBitrate,
      sink,
      failed: () => failed('video'),
    })
    this.#sound = new SoundFeed({
      microphone,
      sampleRate,
      bitrate: sampleRate >= 44_100 ? 64_000 : 32_000,
      now,
      sink,
      failed: () => failed('audio'),
    })
    this.#applyMute()
    this.#timers.every(1000 / tracks.fps, () => {
      if (!this.#held) this.#painter.paint(this.#settings.paintOptions())
      this.#picture?.encode(this.#painter.canvas, now())
    })
  }

  requestKeyFrame(): void {
    this.#picture?.requestKeyFrame()
  }

  hold(held: boolean): void {
    this.#held = held
    this.#applyMute()
  }

  set muted(muted: boolean) {
    this.#muted = muted
    this.#applyMute()
  }

  set volume(volume: number) {
    if (this.#sound !== null) this.#sound.volume = volume
  }

  close(): void {
    this.#timers.clear()
    this.#picture?.close()
    this.#sound?.close()
    closeStream(this.#settings.microphone)
  }

  #applyMute(): void {
    if (this.#sound !== null) this.#sound.muted = this.#muted || this.#held
  }
}
