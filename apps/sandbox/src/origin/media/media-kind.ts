/** RTMP message types that carry media; FLV uses the same numbers for its tags. */
export const MEDIA_TYPES = { audio: 8, video: 9, script: 18 } as const

/** What a message means to somebody who joins later: headers and keyframes are kept, the rest flows by. */
export type MediaKind = 'audio-header' | 'audio' | 'video-header' | 'key' | 'inter' | 'other'

const AAC = 10
const ENHANCED_AUDIO = 9
const CODECS_WITH_HEADER = new Set([7, 12]) // AVC, and HEVC as Chinese vendors put it into FLV

/**
 * Classifies an audio or video message by its first two bytes (Adobe FLV specification 10.1, annexes E.4.2 and
 * E.4.3, and Enhanced RTMP v1). Reads no further, so a truncated message cannot make it throw.
 */
export function mediaKind(type: number, data: Buffer): MediaKind {
  const first = data[0] ?? 0
  if (type === MEDIA_TYPES.audio) return audioKind(first, data[1])
  if (type === MEDIA_TYPES.video) return videoKind(first, data[1])
  return 'other'
}

function audioKind(first: number, second: number | undefined): MediaKind {
  const format = first >> 4
  if (format === ENHANCED_AUDIO) return (first & 0x0f) === 0 ? 'audio-header' : 'audio'
  return format === AAC && second === 0 ? 'audio-header' : 'audio'
}

function videoKind(first: number, second: number | undefined): MediaKind {
  const frame = ((first >> 4) & 0x07) === 1 ? 'key' : 'inter'
  if ((first & 0x80) !== 0) {
    const packetType = first & 0x0f
    if (packetType === 0) return 'video-header'
    return packetType === 1 || packetType === 3 ? frame : 'other'
  }
  if (!CODECS_WITH_HEADER.has(first & 0x0f)) return frame
  if (second === 0) return 'video-header'
  return second === 1 ? frame : 'other'
}
