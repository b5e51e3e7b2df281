import type { ImageMediaType } from '@kaibo/live-core'
import type { Picture, ReadPicture } from './picture.ts'
import { readJpeg } from './read-jpeg.ts'
import { readPng } from './read-png.ts'
import { readWebp } from './read-webp.ts'

/** More than any screen shows; a few bytes can claim a picture that fills a phone's memory. */
export const MAX_SIDE_PX = 4_096

const READERS: Record<ImageMediaType, ReadPicture> = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
}

/** Reads a picture that is said to be of this type: what it is, or why it is not taken, in a sentence. */
export function readPicture(bytes: Buffer, mediaType: ImageMediaType): Picture | { problem: string } {
  const found = READERS[mediaType](bytes)
  if ('problem' in found) return found
  const { width, height } = found
  if (width < 1 || height < 1 || width > MAX_SIDE_PX || height > MAX_SIDE_PX) {
    return { problem: `its sides are not 1 to ${MAX_SIDE_PX} pixels long` }
  }
  return { mediaType, width, height }
}
