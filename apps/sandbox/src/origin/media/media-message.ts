/// <reference path="../rtmp/nms.d.ts" />
import Flv from 'node-media-server/src/protocol/flv.js'
import Rtmp from 'node-media-server/src/protocol/rtmp.js'
import { type MediaKind, mediaKind } from './media-kind.ts'

const FLV_TAG_HEADER_BYTES = 11
const RTMP_STREAM_ID_OFFSET = 8
// Every viewer plays on the first message stream it creates.
const RTMP_STREAM_ID = 1

/**
 * One audio, video or script message, serialized at most once per output format however many viewers there
 * are. Copies its payload, because the parser reuses the buffer it comes in.
 */
export class MediaMessage {
  readonly type: number
  readonly timestampMs: number
  readonly kind: MediaKind
  /** The message as an FLV tag with its trailing size field. */
  readonly flvTag: Buffer
  /** The payload; a view into `flvTag`. */
  readonly data: Buffer
  #rtmpChunks: Buffer | null = null

  /** @param payload must not be empty: an empty message cannot be written as RTMP chunks */
  constructor(type: number, timestampMs: number, payload: Buffer) {
    this.type = type
    this.timestampMs = timestampMs
    this.kind = mediaKind(type, payload)
    this.flvTag = Flv.createMessage(this.#packet(payload))
    this.data = this.flvTag.subarray(FLV_TAG_HEADER_BYTES, FLV_TAG_HEADER_BYTES + payload.length)
  }

  /** The message as RTMP chunks. */
  get rtmpChunks(): Buffer {
    if (!this.#rtmpChunks) {
      this.#rtmpChunks = Rtmp.createMessage(this.#packet(this.data))
      // The library leaves the stream id at 0, which strict players take for a control message.
      this.#rtmpChunks.writeUInt32LE(RTMP_STREAM_ID, RTMP_STREAM_ID_OFFSET)
    }
    return this.#rtmpChunks
  }

  #packet(data: Buffer) {
    return { codec_type: this.type, dts: this.timestampMs, size: data.length, data }
  }
}
