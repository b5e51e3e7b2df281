import { avcConfigTag, avcFrameTag } from '../../flv/flv-writer.ts'
import type { TagSink } from '../media-feed.ts'
import type { PictureSize } from '../pusher-props.ts'
import { bytesOf } from './bytes-of.ts'

export interface H264Settings extends PictureSize {
  readonly fps: number
  readonly bitrate: number
  readonly sink: TagSink
  readonly failed: () => void
}

// One second: a viewer starts at a key frame, so this is also how far behind one may begin.
const KEY_FRAME_MS = 1_000
// A slow machine skips frames instead of falling behind.
const MAX_QUEUE = 3
// Constrained baseline 3.1, which every player decodes, then main.
const CODECS = ['avc1.42E01F', 'avc1.4D401F']

/** Canvas pictures to H.264 in FLV tags. */
export class H264Encoder {
  readonly #settings: H264Settings
  #encoder: VideoEncoder | null = null
  #keyFrameAtMs = Number.NEGATIVE_INFINITY
  #configSent = false
  #closed = false

  constructor(settings: H264Settings) {
    this.#settings = settings
    void this.#open()
  }

  /** `timestampMs` is on the feed's clock. */
  encode(picture: HTMLCanvasElement, timestampMs: number): void {
    const encoder = this.#encoder
    if (encoder?.state !== 'configured' || encoder.encodeQueueSize > MAX_QUEUE) return
    const keyFrame = timestampMs - this.#keyFrameAtMs >= KEY_FRAME_MS
    if (keyFrame) this.#keyFrameAtMs = timestampMs
    const frame = new VideoFrame(picture, { timestamp: Math.round(timestampMs * 1000) })
    encoder.encode(frame, { keyFrame })
    frame.close()
  }

  requestKeyFrame(): void {
    this.#keyFrameAtMs = Number.NEGATIVE_INFINITY
  }

  close(): void {
    this.#closed = true
    if (this.#encoder !== null && this.#encoder.state !== 'closed') this.#encoder.close()
    this.#encoder = null
  }

  async #open(): Promise<void> {
    const { width, height, fps, bitrate, failed } = this.#settings
    for (const codec of typeof VideoEncoder === 'undefined' ? [] : CODECS) {
      const config: VideoEncoderConfig = {
        codec,
        width,
        height,
        bitrate,
        framerate: fps,
        latencyMode: 'realtime',
        avc: { format: 'avc' },
      }
      const { supported } = await VideoEncoder.isConfigSupported(config)
      if (this.#closed) return
      if (supported !== true) continue
      this.#encoder = new VideoEncoder({
        output: (chunk, metadata) => this.#output(chunk, metadata),
        error: failed,
      })
      this.#encoder.configure(config)
      return
    }
    failed()
  }

  #output(chunk: EncodedVideoChunk, metadata: EncodedVideoChunkMetadata | undefined): void {
    const { sink } = this.#settings
    const description = metadata?.decoderConfig?.description
    if (description !== undefined && !this.#configSent) {
      this.#configSent = true
      sink(avcConfigTag(bytesOf(description)))
    }
    const data = new Uint8Array(chunk.byteLength)
    chunk.copyTo(data)
    sink(avcFrameTag(data, chunk.timestamp / 1000, chunk.type === 'key'))
  }
}
