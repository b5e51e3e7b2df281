import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  HlsOutputFormat,
  MpegTsOutputFormat,
  NullTarget,
  Output,
  PathedTarget,
} from 'mediabunny'
import type { AudioConfig, VideoConfig } from './codec-config.ts'
import type { AudioFrame, VideoFrame } from './coded-frame.ts'
import { toTicks, writeDecodeTimes } from './ts-decode-times.ts'

export interface HlsTracks {
  readonly video: VideoConfig | null
  readonly audio: AudioConfig | null
  /** Pixels, 0 when unknown. */
  readonly width: number
  readonly height: number
}

/** Where the files of a live HLS stream go. */
export interface HlsFiles {
  /** A new name for a segment. */
  nameSegment(): string
  segment(name: string, bytes: Buffer): void
  /** The playlist no longer names it. */
  segmentPopped(name: string): void
  mediaPlaylist(text: string): void
  masterPlaylist(text: string): void
  failed(error: unknown): void
}

export const MEDIA_PLAYLIST = 'media.m3u8'
const MASTER_PLAYLIST = 'master.m3u8'
const SEGMENT_SECONDS = 2
const WINDOW_SEGMENTS = 5
// The library wants a size. What the picture really measures stands in the stream itself.
const UNKNOWN_SIDE = 16
// FLV does not say how long a frame lasts; only the length of the last segment depends on it.
const FRAME_SECONDS = 0.04

/** Turns coded frames into MPEG-TS segments and playlists. Calls may follow each other without waiting. */
export class HlsRemuxer {
  readonly #tracks: HlsTracks
  readonly #files: HlsFiles
  readonly #output: Output
  readonly #video = new EncodedVideoPacketSource('avc')
  readonly #audio = new EncodedAudioPacketSource('aac')
  /** Decoding times of the pictures that are in no segment yet, by the time they are shown. */
  readonly #decodeTicks = new Map<number, number>()
  #tail: Promise<void>
  #over = false

  constructor(tracks: HlsTracks, files: HlsFiles) {
    this.#tracks = tracks
    this.#files = files
    this.#output = new Output({
      format: hlsFormat(files),
      target: new PathedTarget(MASTER_PLAYLIST, ({ path }) => {
        // Playlists are taken from their events.
        if (path.endsWith('.m3u8')) return new NullTarget()
        return new BufferTarget({ onFinalize: (bytes) => this.#segment(path, Buffer.from(bytes)) })
      }),
    })
    if (tracks.video) this.#output.addVideoTrack(this.#video)
    if (tracks.audio) this.#output.addAudioTrack(this.#audio)
    this.#tail = Promise.resolve()
    this.#enqueue(() => this.#output.start())
  }

  add(frame: VideoFrame | AudioFrame): void {
    const { kind, data, timestampMs } = frame
    const seconds = timestampMs / 1000
    if (kind === 'video') {
      const { isKey, decodedAtMs } = frame
      this.#decodeTicks.set(toTicks(timestampMs), toTicks(decodedAtMs))
      const packet = new EncodedPacket(data, isKey ? 'key' : 'delta', seconds, FRAME_SECONDS)
      this.#enqueue(() => this.#video.add(packet, { decoderConfig: this.#videoConfig() }))
    } else {
      const packet = new EncodedPacket(data, 'key', seconds, FRAME_SECONDS)
      this.#enqueue(() => this.#audio.add(packet, { decoderConfig: this.#tracks.audio ?? undefined }))
    }
  }

  /** Writes what is left as the last segment and closes the playlist. */
  finish(): void {
    this.#enqueue(() => this.#output.finalize())
  }

  /** Gives everything up. */
  cancel(): void {
    if (this.#over) return
    this.#over = true
    if (this.#output.state === 'finalized') return
    // It would only tell of a failure that no longer matters.
    this.#output.cancel().catch(() => {})
  }

  #segment(name: string, bytes: Buffer): void {
    writeDecodeTimes(bytes, (shownTicks) => {
      const ticks = this.#decodeTicks.get(shownTicks)
      this.#decodeTicks.delete(shownTicks)
      return ticks
    })
    this.#files.segment(name, bytes)
  }

  #videoConfig() {
    const { video, width, height } = this.#tracks
    return video
      ? { ...video, codedWidth: width || UNKNOWN_SIDE, codedHeight: height || UNKNOWN_SIDE }
      : undefined
  }

  #enqueue(step: () => Promise<void>): void {
    this.#tail = this.#tail
      .then(() => (this.#over ? undefined : step()))
      .catch((error: unknown) => {
        if (this.#over) return
        this.cancel()
        this.#files.failed(error)
      })
  }
}

function hlsFormat(files: HlsFiles): HlsOutputFormat {
  return new HlsOutputFormat({
    segmentFormat: new MpegTsOutputFormat(),
    targetDuration: SEGMENT_SECONDS,
    live: true,
    maxLiveSegmentCount: WINDOW_SEGMENTS,
    getPlaylistPath: () => MEDIA_PLAYLIST,
    getSegmentPath: () => files.nameSegment(),
    onSegmentPopped: (name) => files.segmentPopped(name),
    onPlaylist: (text) => files.mediaPlaylist(text),
    onMaster: (text) => files.masterPlaylist(text),
  })
}
