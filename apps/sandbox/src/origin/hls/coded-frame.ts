import type { MediaMessage } from '../media/media-message.ts'

export interface VideoFrame {
  readonly kind: 'video'
  readonly data: Buffer
  readonly isKey: boolean
  /** When it is shown. */
  readonly timestampMs: number
  readonly decodedAtMs: number
}

export interface AudioFrame {
  readonly kind: 'audio'
  readonly data: Buffer
  readonly timestampMs: number
}

/** What stands in an AVC or AAC message; times in ms. */
export type CodedPart =
  | { readonly kind: 'video-config' | 'audio-config'; readonly data: Buffer }
  | VideoFrame
  | AudioFrame
  /** A track that HLS as it is made here cannot carry. */
  | { readonly kind: 'unsupported' }

const AVC = 7
const AAC = 10
const AVC_HEAD_BYTES = 5
const AAC_HEAD_BYTES = 2

/** Takes an audio or video message apart; `null` for one without a frame (Adobe FLV specification, E.4.2, E.4.3). */
export function readCodedPart({ kind, data, timestampMs }: MediaMessage): CodedPart | null {
  const first = data[0] ?? 0
  switch (kind) {
    case 'audio-header':
    case 'audio': {
      if (first >> 4 !== AAC) return { kind: 'unsupported' }
      const frame = data.subarray(AAC_HEAD_BYTES)
      if (frame.length === 0) return null
      return kind === 'audio' ? { kind, data: frame, timestampMs } : { kind: 'audio-config', data: frame }
    }
    case 'video-header':
    case 'key':
    case 'inter': {
      // The top bit announces the enhanced form, in which these four bits mean something else.
      if ((first & 0x8f) !== AVC) return { kind: 'unsupported' }
      const frame = data.subarray(AVC_HEAD_BYTES)
      if (frame.length === 0) return null
      if (kind === 'video-header') return { kind: 'video-config', data: frame }
      // FLV counts in decoding time; pictures are shown so much later.
      const shownAtMs = timestampMs + data.readIntBE(2, 3)
      const times = { timestampMs: shownAtMs, decodedAtMs: timestampMs }
      return { kind: 'video', data: frame, isKey: kind === 'key', ...times }
    }
    case 'other':
      return null
  }
}
