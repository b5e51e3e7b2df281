import type { ReadPicture } from './picture.ts'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** Length and type in front of a chunk's data, its checksum behind. */
const CHUNK_OVERHEAD = 12
const HEADER_LENGTH = 13

/** PNG (W3C PNG, third edition): the signature, IHDR first, IEND last, nothing behind it, no animation (acTL). */
export const readPng: ReadPicture = (bytes) => {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE))
    return { problem: 'it does not begin like a PNG' }
  let size: { width: number; height: number } | undefined
  let at = SIGNATURE.length
  while (at + CHUNK_OVERHEAD <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    const next = at + CHUNK_OVERHEAD + length
    if (next > bytes.length) break
    if (size === undefined) {
      if (type !== 'IHDR' || length !== HEADER_LENGTH) break
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    }
    if (type === 'acTL') return { problem: 'it moves' }
    if (type === 'IEND') return next === bytes.length ? size : { problem: 'its end is followed by something' }
    at = next
  }
  return { problem: 'it is not a whole PNG' }
}
