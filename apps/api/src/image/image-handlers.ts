import type { Handlers } from '../http/handler.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { type ImageManager, noImage } from './image-manager.ts'

/** Without a manager, this server takes no images, and so has none. */
export const imageHandlers = (
  images: ImageManager | undefined,
): Pick<Handlers, 'uploadImage' | 'getImageState' | 'getImage'> => ({
  async uploadImage({ user, query, mediaType, rawBody }) {
    if (!images) throw noImages()
    return images.upload(user, { purpose: query.purpose, mediaType, bytes: rawBody })
  },
  async getImageState({ user, params }) {
    if (!images) throw noImage()
    return images.getState(user, params.imageId)
  },
  async getImage({ params, query }) {
    if (!images) throw noImage()
    return images.getImage(params.imageId, query.preview)
  },
})

const noImages = () =>
  new KaiboError(
    'not_configured',
    'This server takes no images: KAIBO_PUBLIC_BASE_URL and KAIBO_WECHAT_PUSH_TOKEN have to be set.',
  )
