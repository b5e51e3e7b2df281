import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

/** Dots along each side of the pattern, a light border included. */
const DOTS = 24

/**
 * A picture in the place of a mini-program code: a pattern that differs from scene to scene, with the scene itself in
 * a comment of the PNG. No phone can scan it.
 */
export function codePicture(scene: string, widthPx: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(widthPx, 4)
  // One bit a pixel, in shades of grey.
  header[8] = 1
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`scene\0${scene}`, 'latin1')),
    chunk('IDAT', deflateSync(pixels(scene, widthPx))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function pixels(scene: string, widthPx: number): Buffer {
  const dots = createHash('shake256', { outputLength: (DOTS * DOTS) / 8 })
    .update(scene)
    .digest()
  const rowBytes = 1 + Math.ceil(widthPx / 8)
  const rows = Buffer.alloc(rowBytes * widthPx)
  for (let y = 0; y < widthPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      if (isDark(dots, dotAt(x, widthPx), dotAt(y, widthPx))) continue
      const at = y * rowBytes + 1 + (x >> 3)
      rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return rows
}

const dotAt = (pixel: number, widthPx: number) => Math.floor((pixel * DOTS) / widthPx)

function isDark(dots: Buffer, column: number, row: number): boolean {
  const isBorder = Math.min(column, row) < 2 || Math.max(column, row) >= DOTS - 2
  const index = row * DOTS + column
  return !isBorder && ((dots[index >> 3] ?? 0) & (1 << (index & 7))) !== 0
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  checksum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, checksum])
}
