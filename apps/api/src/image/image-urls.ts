import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

/** The addresses of images: the public one, and its owner's, who alone sees an image that is not approved. */
export type ImageUrls = {
  /** What a room's `coverUrl` takes. */
  pathOf(imageId: string): string
  urlOf(imageId: string): string
  previewUrlOf(imageId: string, expiresAtMs: number): string
  /** Whether `preview` of an address is the right to see this image now. */
  mayPreview(imageId: string, preview: string, nowMs: number): boolean
  /** The image that an address of ours leads to, given as a path or as a whole URL. */
  imageAt(address: string): string | undefined
}

const PATH = '/v1/images/'
const ADDRESS = /^\/v1\/images\/(image_[0-9a-z]{20})$/

/** `publicBaseUrl` is how the world, and so WeChat, reaches this API; without a trailing slash. */
export function createImageUrls(publicBaseUrl: string, tokenKey: string): ImageUrls {
  const key = Buffer.from(hkdfSync('sha256', tokenKey, '', 'kaibo image preview', 32))
  const previewOf = (imageId: string, expiresAt: string) => {
    const mac = createHmac('sha256', key).update(`${imageId}|${expiresAt}`).digest('base64url')
    return `${expiresAt}.${mac}`
  }
  const pathOf = (imageId: string) => `${PATH}${imageId}`
  return {
    pathOf,
    urlOf: (imageId) => `${publicBaseUrl}${pathOf(imageId)}`,
    previewUrlOf(imageId, expiresAtMs) {
      const preview = previewOf(imageId, String(Math.floor(expiresAtMs / 1000)))
      return `${publicBaseUrl}${pathOf(imageId)}?preview=${preview}`
    },
    mayPreview(imageId, preview, nowMs) {
      const [expiresAt = ''] = preview.split('.')
      const expected = Buffer.from(previewOf(imageId, expiresAt))
      const given = Buffer.from(preview)
      const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
      return isOurs && nowMs < Number(expiresAt) * 1000
    },
    imageAt(address) {
      const path = address.startsWith(`${publicBaseUrl}${PATH}`)
        ? address.slice(publicBaseUrl.length)
        : address
      return ADDRESS.exec(path)?.[1]
    },
  }
}
