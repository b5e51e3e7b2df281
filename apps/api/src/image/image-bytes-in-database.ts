import type { Database } from '../storage/database.ts'
import type { ImageBytes } from './image-bytes.ts'

/** Bytes in the store itself: nothing else to install, and a copy of the store is complete. */
export const imageBytesInDatabase = (database: Database): ImageBytes => ({
  async put(tx, imageId, bytes) {
    await tx.query(
      { name: 'image-bytes-put', text: 'insert into image_bytes (image_id, bytes) values ($1, $2)' },
      [imageId, bytes],
    )
  },

  async get(imageId) {
    const [row] = await database.query<{ bytes: Buffer }>(
      { name: 'image-bytes-get', text: 'select bytes from image_bytes where image_id = $1' },
      [imageId],
    )
    return row?.bytes
  },
})
