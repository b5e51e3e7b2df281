import type { ReadPicture } from './picture.ts'

/** `RIFF`, the length of what follows, `WEBP`. */
const HEADER_LENGTH = 12
const CHUNK_HEADER = 8
const ANIMATED = 0x02
/** The shortest chunk that tells a size has ten bytes, padding included. */
const SHORTEST = HEADER_LENGTH + CHUNK_HEADER + 10

/** WebP (RFC 9649): one RIFF as long as the file, whose first chunk tells the size; no animation. */
export const readWebp: ReadPicture = (bytes) => {
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
  if (!isWebp) return { problem: 'it does not begin like a WebP' }
  const incomplete = { problem: 'it is not a whole WebP' }
  if (bytes.length < SHORTEST || bytes.readUInt32LE(4) + 8 !== bytes.length) return incomplete
  const type = bytes.toString('latin1', HEADER_LENGTH, HEADER_LENGTH + 4)
  const length = bytes.readUInt32LE(HEADER_LENGTH + 4)
  const data = bytes.subarray(HEADER_LENGTH + CHUNK_HEADER)
  const read = CHUNKS[type]
  if (!read || length < read.leastBytes || length > data.length) return incomplete
  return read.size(data) ?? incomplete
}

/** A key frame's start code, then 14 bits each. */
function lossy(data: Buffer) {
  if (data.readUIntBE(3, 3) !== 0x9d012a) return undefined
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }
}

/** A signature byte, then 14 bits each, less one. */
function lossless(data: Buffer) {
  if (data[0] !== 0x2f) return undefined
  const bits = data.readUInt32LE(1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Flags, then 24 bits each, less one. */
function extended(data: Buffer) {
  if (((data[0] ?? 0) & ANIMATED) !== 0) return { problem: 'it moves' }
  return { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 }
}

/** What the first chunk may be, and how many bytes of it tell the size. */
const CHUNKS: Record<
  string,
  { leastBytes: number; size(data: Buffer): ReturnType<ReadPicture> | undefined }
> = {
  'VP8 ': { leastBytes: 10, size: lossy },
  VP8L: { leastBytes: 5, size: lossless },
  VP8X: { leastBytes: 10, size: extended },
}
