/** FLV tag types that RTMP carries as message types of the same number. */
export const AUDIO = 8
export const VIDEO = 9
export const SCRIPT = 18

/** One audio, video or script message, as FLV stores it and RTMP sends it. */
export type MediaPacket = {
  type: number
  timestampMs: number
  payload: Buffer
}

/** An FLV file taken apart for looping. */
export type Clip = {
  /** Metadata and codec configuration: sent once, before the first frame. */
  headers: MediaPacket[]
  /** Coded frames in file order; the first one has timestamp 0. */
  frames: MediaPacket[]
  /** When the next round may start: the end of the last frame, not its beginning. */
  durationMs: number
}

const FILE_HEADER_BYTES = 9
const TAG_HEADER_BYTES = 11
const SIZE_FIELD_BYTES = 4

/**
 * Parses a whole FLV file.
 * Layout: Adobe Flash Video File Format Specification 10.1, annex E.
 * @throws when the bytes are no FLV file, or one without a coded frame.
 */
export const parseClip = (file: Buffer): Clip => {
  if (file.length < FILE_HEADER_BYTES || file.toString('latin1', 0, 3) !== 'FLV') {
    throw new Error('The demo clip is not an FLV file')
  }
  const headers: MediaPacket[] = []
  const coded: MediaPacket[] = []
  for (const packet of readPackets(file)) {
    if (isHeader(packet)) headers.push(packet)
    else if (!isEndOfSequence(packet)) coded.push(packet)
  }
  const startMs = Math.min(...coded.map((packet) => packet.timestampMs))
  const frames = coded.map((packet) => ({ ...packet, timestampMs: packet.timestampMs - startMs }))
  if (frames.length === 0) throw new Error('The demo clip has no frames')
  return {
    headers: headers.map((packet) => ({ ...packet, timestampMs: 0 })),
    frames,
    durationMs: Math.max(trackEndMs(frames, AUDIO), trackEndMs(frames, VIDEO)),
  }
}

function* readPackets(file: Buffer): Generator<MediaPacket> {
  let at = file.readUInt32BE(5) + SIZE_FIELD_BYTES
  while (at + TAG_HEADER_BYTES <= file.length) {
    const size = file.readUIntBE(at + 1, 3)
    const start = at + TAG_HEADER_BYTES
    if (start + size > file.length) throw new Error('The demo clip is cut short')
    const timestampMs = file.readUIntBE(at + 4, 3) + file.readUInt8(at + 7) * 0x1000000
    yield { type: file.readUInt8(at), timestampMs, payload: file.subarray(start, start + size) }
    at = start + size + SIZE_FIELD_BYTES
  }
}

/** Metadata, or an AVC or AAC configuration: its second byte is 0, that of a coded frame 1. */
const isHeader = ({ type, payload }: MediaPacket): boolean => type === SCRIPT || payload[1] === 0

/** ffmpeg closes a file with one; in a loop it would tell players that the broadcast is over. */
const isEndOfSequence = ({ type, payload }: MediaPacket): boolean => type === VIDEO && payload[1] === 2

/** The last frame lasts as long as the others of its track do on average. */
const trackEndMs = (frames: MediaPacket[], type: number): number => {
  const times = frames.filter((frame) => frame.type === type).map((frame) => frame.timestampMs)
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return 0
  const frameMs = times.length > 1 ? (last - first) / (times.length - 1) : 0
  return Math.max(last + 1, Math.round(last + frameMs))
}
