import type { ReadPicture } from './picture.ts'

const START_OF_IMAGE = 0xd8
const START_OF_SCAN = 0xda
const END_OF_IMAGE = 0xd9
const FILL = 0xff
/** A frame's header holds length, precision, height and width. */
const FRAME_LENGTH = 8

/**
 * JPEG (ITU-T T.81): segments up to the first scan, one of which is the frame's header with the size. What follows the
 * picture is left alone: phones put there what other programs need.
 */
export const readJpeg: ReadPicture = (bytes) => {
  if (bytes[0] !== 0xff || bytes[1] !== START_OF_IMAGE) return { problem: 'it does not begin like a JPEG' }
  const incomplete = { problem: 'it is not a whole JPEG' }
  let size: { width: number; height: number } | undefined
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === FILL) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    const next = at + 2 + length
    if (length < 2 || next > bytes.length) return incomplete
    if (isFrame(marker)) {
      // A second frame would make it a matter of taste how big the picture is.
      if (size !== undefined || length < FRAME_LENGTH) return incomplete
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    if (marker === START_OF_SCAN) return size !== undefined && hasEnd(bytes, next) ? size : incomplete
    at = next
  }
  return incomplete
}

const hasEnd = (bytes: Buffer, from: number) => bytes.includes(Buffer.from([0xff, END_OF_IMAGE]), from)

/** SOF0 to SOF15 without the three in between that mean something else (DHT, JPG, DAC). */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
