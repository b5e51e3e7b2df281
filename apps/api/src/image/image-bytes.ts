import type { Queryable } from '../storage/database.ts'

/** Where the bytes of images lie: the database, or an object store behind the same port. */
export type ImageBytes = {
  /** Within the transaction that writes the image's row, so that there is never one without the other. */
  put(tx: Queryable, imageId: string, bytes: Buffer): Promise<void>
  get(imageId: string): Promise<Buffer | undefined>
}
