import { type AmfValue, encodeMetadata } from './amf.ts'
import { AUDIO_TAG, type FlvTag, SCRIPT_TAG, VIDEO_TAG } from './flv-tag.ts'

const TAG_HEADER_BYTES = 11
const SIZE_FIELD_BYTES = 4

/** The file header with its first size field. A player waits for every track that is announced here. */
export const flvHeader = ({ audio, video }: { audio: boolean; video: boolean }): Uint8Array =>
  Uint8Array.of(0x46, 0x4c, 0x56, 1, (audio ? 4 : 0) | (video ? 1 : 0), 0, 0, 0, 9, 0, 0, 0, 0)

/** The tag's bytes with the size field that follows it (Adobe FLV 10.1, E.4.1). */
export function writeTag({ type, timestampMs, payload }: FlvTag): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(TAG_HEADER_BYTES + payload.length + SIZE_FIELD_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, (type << 24) | payload.length)
  view.setUint32(4, (timestampMs & 0xffffff) << 8)
  // The lowest byte of this word is the first of the stream id, which is 0: the time's high byte goes before it.
  view.setUint8(7, (timestampMs >>> 24) & 0xff)
  bytes.set(payload, TAG_HEADER_BYTES)
  view.setUint32(TAG_HEADER_BYTES + payload.length, TAG_HEADER_BYTES + payload.length)
  return bytes
}

export const metadataTag = (values: Readonly<Record<string, AmfValue>>): FlvTag => ({
  type: SCRIPT_TAG,
  timestampMs: 0,
  payload: encodeMetadata(values),
})

/** `record` is an AVCDecoderConfigurationRecord (ISO 14496-15). */
export const avcConfigTag = (record: Uint8Array): FlvTag => videoTag(0x17, 0, 0, record)

/** `data` holds length-prefixed NAL units. There are no B frames, so the composition time is 0. */
export const avcFrameTag = (data: Uint8Array, timestampMs: number, isKey: boolean): FlvTag =>
  videoTag(isKey ? 0x17 : 0x27, 1, timestampMs, data)

/** `config` is an AudioSpecificConfig (ISO 14496-3). */
export const aacConfigTag = (config: Uint8Array): FlvTag => audioTag(0, 0, config)

export const aacFrameTag = (data: Uint8Array, timestampMs: number): FlvTag => audioTag(1, timestampMs, data)

const videoTag = (codec: number, packet: number, timestampMs: number, data: Uint8Array): FlvTag => ({
  type: VIDEO_TAG,
  timestampMs,
  payload: prefixed([codec, packet, 0, 0, 0], data),
})

// For AAC the rate and channel bits are fixed; players read the real ones from the configuration.
const audioTag = (packet: number, timestampMs: number, data: Uint8Array): FlvTag => ({
  type: AUDIO_TAG,
  timestampMs,
  payload: prefixed([0xaf, packet], data),
})

function prefixed(prefix: readonly number[], data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(prefix.length + data.length)
  bytes.set(prefix)
  bytes.set(data, prefix.length)
  return bytes
}
