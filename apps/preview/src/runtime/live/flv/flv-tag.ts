/** FLV tag types (Adobe FLV 10.1, E.4.1). */
export const AUDIO_TAG = 8
export const VIDEO_TAG = 9
export const SCRIPT_TAG = 18

/** One message of an FLV stream; `payload` is the tag's body, codec bytes included. */
export interface FlvTag {
  readonly type: number
  readonly timestampMs: number
  readonly payload: Uint8Array
}

const AVC = 7
const AAC = 10

/** An AVC or AAC configuration: the second byte is 0, that of a coded frame 1. */
export const isSequenceHeader = ({ type, payload }: FlvTag): boolean =>
  (type === VIDEO_TAG && ((payload[0] ?? 0) & 0x0f) === AVC && payload[1] === 0) ||
  (type === AUDIO_TAG && (payload[0] ?? 0) >> 4 === AAC && payload[1] === 0)

export const isKeyFrame = ({ type, payload }: FlvTag): boolean =>
  type === VIDEO_TAG && (payload[0] ?? 0) >> 4 === 1 && payload[1] === 1

/** Encoders close a file with one; in the middle of a broadcast it tells players that all is over. */
export const isEndOfSequence = ({ type, payload }: FlvTag): boolean => type === VIDEO_TAG && payload[1] === 2
