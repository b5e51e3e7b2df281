import { crc32, deflateSync } from 'node:zlib'

/** A chunk of a PNG. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}

/** A PNG that is black all over; `chunks` go in front of its pixels. */
export function pngOf(width: number, height: number, chunks: readonly Buffer[] = []): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PNG with a comment, in which the stand-in for WeChat looks for its marks. */
export const pngWithText = (text: string): Buffer =>
  pngOf(64, 36, [pngChunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))])

/** A JPEG's skeleton: what tells its size, and the start and end of a scan. */
export function jpegOf(width: number, height: number, frameMarker = 0xc0): Buffer {
  const frame = Buffer.from([0xff, frameMarker, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  const application = Buffer.from('ffe000104a46494600010100000100010000', 'hex')
  const scan = Buffer.from('ffda0008010100003f00', 'hex')
  return Buffer.concat([Buffer.from('ffd8', 'hex'), application, frame, scan, Buffer.from('00ffd9', 'hex')])
}

/** A WebP of one chunk. */
export function webpOf(type: 'VP8 ' | 'VP8L' | 'VP8X', data: Buffer): Buffer {
  const padded = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)])
  const [riffLength, length] = [Buffer.alloc(4), Buffer.alloc(4)]
  riffLength.writeUInt32LE(12 + padded.length)
  length.writeUInt32LE(data.length)
  return Buffer.concat([Buffer.from('RIFF'), riffLength, Buffer.from(`WEBP${type}`), length, padded])
}

export function lossyWebp(width: number, height: number): Buffer {
  const data = Buffer.from('0000009d012a00000000', 'hex')
  data.writeUInt16LE(width, 6)
  data.writeUInt16LE(height, 8)
  return webpOf('VP8 ', data)
}

export function losslessWebp(width: number, height: number): Buffer {
  const data = Buffer.alloc(10)
  data[0] = 0x2f
  data.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1)
  return webpOf('VP8L', data)
}

export function extendedWebp(width: number, height: number, flags = 0): Buffer {
  const data = Buffer.alloc(10)
  data[0] = flags
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return webpOf('VP8X', data)
}
