import { KaiboError } from '../http/kaibo-error.ts'
import { imageStore } from '../image/image-store.ts'
import type { ImageUrls } from '../image/image-urls.ts'
import type { Queryable } from '../storage/database.ts'
import type { RoomWords } from './edit-room.ts'

/** What a room may show as its cover. */
export type CoverRules = {
  /** Where our own images are; undefined on a server that takes none. */
  imageUrls: ImageUrls | undefined
  /** Hosts of others' pictures, as a URL writes them: lower case, with a port where it is not 443. */
  imageHosts: readonly string[]
}

export type CoverWords = Pick<RoomWords, 'cover_url' | 'cover_image_id'>

/**
 * Reads the `coverUrl` of a request: an image of the person's own that was uploaded here, or a picture on one of the
 * configured hosts. Nothing is ever fetched from it by us. An image that is still being checked is not shown yet. To be
 * called before the room is locked: whoever decides on an image locks it first and its rooms then. Rejects with
 * `invalid_request`.
 */
export async function chooseCover(
  tx: Queryable,
  { imageUrls, imageHosts }: CoverRules,
  { coverUrl, ownerId }: { coverUrl: string; ownerId: string },
): Promise<Partial<CoverWords>> {
  const imageId = imageUrls?.imageAt(coverUrl)
  if (imageUrls === undefined || imageId === undefined) {
    if (isOnHost(coverUrl, imageHosts)) return { cover_url: coverUrl, cover_image_id: null }
    throw wrongCover(
      'Expected an image that was uploaded here, or an https URL on a host that this server allows',
    )
  }
  const image = await imageStore.lock(tx, imageId)
  if (image?.owner_id !== ownerId || image.purpose !== 'cover') {
    throw wrongCover('There is no such image of yours that was uploaded as a cover')
  }
  if (image.state === 'rejected') throw wrongCover('This image was not accepted: upload another one')
  return image.state === 'approved'
    ? { cover_url: imageUrls.urlOf(imageId), cover_image_id: imageId }
    : { cover_image_id: imageId }
}

/** As a URL parser reads it, not as a text: `https://good.test@evil.test`, numbers for addresses, and the like. */
function isOnHost(coverUrl: string, imageHosts: readonly string[]): boolean {
  if (!URL.canParse(coverUrl)) return false
  const { protocol, host, username, password } = new URL(coverUrl)
  return protocol === 'https:' && username === '' && password === '' && imageHosts.includes(host)
}

function wrongCover(message: string): KaiboError {
  return new KaiboError('invalid_request', `body.coverUrl: ${message}.`, {
    issues: [{ path: 'body.coverUrl', message }],
  })
}
