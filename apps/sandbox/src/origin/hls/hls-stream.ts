import type { Subscriber } from '../media/broadcast.ts'
import { MEDIA_TYPES } from '../media/media-kind.ts'
import type { MediaMessage } from '../media/media-message.ts'
import { readMetadata } from '../media/script-data.ts'
import { type AudioConfig, readAudioConfig, readVideoConfig, type VideoConfig } from './codec-config.ts'
import { type AudioFrame, type CodedPart, readCodedPart, type VideoFrame } from './coded-frame.ts'
import { type HlsFiles, HlsRemuxer } from './hls-remuxer.ts'
import { HlsWindow } from './hls-window.ts'

export interface HlsStreamOptions {
  /** Bound of what is held before it is a segment: a stream whose keyframes stop would grow without end. */
  readonly pendingBytes: number
  /** A new name that nobody can guess. */
  readonly randomName: () => string
  /** The stream has ended or cannot be remuxed; called once. */
  readonly over: (failure: string | null) => void
  readonly changed: () => void
}

// More than half a minute of picture and sound without a keyframe.
const MOST_PENDING_FRAMES = 4096

type State = 'running' | 'ended' | 'failed'

/** One broadcast as HLS: collects codec configurations, then feeds the remuxer. */
export class HlsStream implements Subscriber {
  readonly window = new HlsWindow()
  readonly #options: HlsStreamOptions
  #remuxer: HlsRemuxer | null = null
  #expects = { hasAudio: false, hasVideo: false }
  #size = { width: 0, height: 0 }
  #video: VideoConfig | null = null
  #audio: AudioConfig | null = null
  #pendingBytes = 0
  #pendingFrames = 0
  #sawKey = false
  #state: State = 'running'

  constructor(options: HlsStreamOptions) {
    this.#options = options
  }

  get isOver(): boolean {
    return this.#state !== 'running'
  }

  start({ hasAudio, hasVideo }: { hasAudio: boolean; hasVideo: boolean }): void {
    this.#expects = { hasAudio, hasVideo }
  }

  send(message: MediaMessage): void {
    if (this.isOver) return
    if (message.type === MEDIA_TYPES.script) {
      this.#size = readMetadata(message.data) ?? this.#size
      return
    }
    const part = readCodedPart(message)
    if (part) this.#take(part)
  }

  end(): void {
    if (this.isOver) return
    this.#state = 'ended'
    this.#remuxer?.finish()
    this.#options.over(null)
  }

  /** Frees what it holds, whatever its state. */
  dispose(): void {
    this.#state = 'failed'
    this.#remuxer?.cancel()
  }

  #take(part: CodedPart): void {
    switch (part.kind) {
      case 'unsupported':
        this.#fail('HLS is made of H.264 and AAC only')
        break
      case 'video-config':
        this.#configure(part.data, this.#video, () => {
          this.#video = readVideoConfig(part.data)
          return this.#video
        })
        break
      case 'audio-config':
        this.#configure(part.data, this.#audio, () => {
          this.#audio = readAudioConfig(part.data)
          return this.#audio
        })
        break
      case 'video':
      case 'audio':
        this.#frame(part)
    }
  }

  #configure(
    data: Buffer,
    known: VideoConfig | AudioConfig | null,
    read: () => VideoConfig | AudioConfig | null,
  ): void {
    // Some publishers repeat their configuration now and then.
    if (known?.description.equals(data)) return
    if (this.#remuxer) this.#fail('the codec configuration has changed')
    else if (!read()) this.#fail('the codec configuration cannot be read')
  }

  #frame(frame: VideoFrame | AudioFrame): void {
    this.#remuxer ??= this.#createRemuxer()
    if (!this.#remuxer) return
    // Every segment begins with a keyframe, so the first one has to.
    this.#sawKey ||= !this.#expects.hasVideo || (frame.kind === 'video' && frame.isKey)
    if (!this.#sawKey) return
    this.#pendingBytes += frame.data.length
    this.#pendingFrames += 1
    const tooMuch =
      this.#pendingBytes > this.#options.pendingBytes || this.#pendingFrames > MOST_PENDING_FRAMES
    if (tooMuch) this.#fail('no segment comes to its end')
    else this.#remuxer.add(frame)
  }

  #createRemuxer(): HlsRemuxer | null {
    const { hasAudio, hasVideo } = this.#expects
    if ((hasAudio && !this.#audio) || (hasVideo && !this.#video)) return null
    const tracks = { ...this.#size, video: this.#video, audio: this.#audio }
    return new HlsRemuxer(tracks, this.#files(this.#size.width > 0 && this.#size.height > 0))
  }

  #files(sizeKnown: boolean): HlsFiles {
    const { window } = this
    return {
      nameSegment: () => `${this.#options.randomName()}.ts`,
      segment: (name, bytes) => {
        this.#pendingBytes = 0
        this.#pendingFrames = 0
        window.addSegment(name, bytes)
      },
      segmentPopped: (name) => window.popSegment(name),
      mediaPlaylist: (text) => {
        window.setMedia(text)
        this.#options.changed()
      },
      masterPlaylist: (text) => {
        window.setMaster(text, { sizeKnown })
        this.#options.changed()
      },
      failed: (error) => this.#fail(error instanceof Error ? error.message : 'remuxing failed'),
    }
  }

  #fail(text: string): void {
    if (this.#state === 'failed') return
    const wasRunning = this.#state === 'running'
    this.dispose()
    if (wasRunning) this.#options.over(text)
  }
}
