import type { Queryable } from '../storage/database.ts'
import { editRoom } from './edit-room.ts'
import { roomStore } from './room-store.ts'

type Cover = { imageId: string; url: string; now: Date }

/** Shows an image that was approved in the rooms that wait for it. The caller holds the image's lock. */
export async function showCover(tx: Queryable, { imageId, url, now }: Cover): Promise<void> {
  for (const room of await roomStore.lockByCoverImage(tx, imageId)) {
    await editRoom(tx, room, { words: { cover_url: url }, now })
  }
}

/** Takes an image that was rejected out of every room; a room that showed another one meanwhile goes on doing so. */
export async function hideCover(tx: Queryable, { imageId, url, now }: Cover): Promise<void> {
  for (const room of await roomStore.lockByCoverImage(tx, imageId)) {
    const shown = room.cover_url === url ? { cover_url: null } : {}
    await editRoom(tx, room, { words: { cover_image_id: null, ...shown }, now })
  }
}
