import { type Image, type ImageMediaType, type ImagePurpose, toIsoTime, type User } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { ContentPolicy } from '../config/wechat-config.ts'
import type { AnswerBytes } from '../http/handler.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { newId, type RandomBytes } from '../random.ts'
import { rateLimited } from '../rate-limit/rate-limited.ts'
import type { Database } from '../storage/database.ts'
import { readPicture } from './format/read-picture.ts'
import type { ImageBytes } from './image-bytes.ts'
import type { ImageRow } from './image-row.ts'
import { imageStore } from './image-store.ts'
import type { ImageUrls } from './image-urls.ts'

type Dependencies = {
  database: Database
  bytes: ImageBytes
  urls: ImageUrls
  policy: ContentPolicy
  clock: Clock
  random: RandomBytes
}

export type Upload = { purpose: ImagePurpose; mediaType: ImageMediaType; bytes: Buffer }

const DAY_MS = 24 * 3_600_000
const MOST_A_DAY = 50
const PREVIEW_MS = 3_600_000

/** Takes, shows and describes images. */
export class ImageManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects with `invalid_request`, `unsupported_media_type` or `rate_limited`. */
  async upload(user: User, { purpose, mediaType, bytes }: Upload): Promise<Image> {
    const { database, policy, clock, random } = this.#deps
    const picture = readPicture(bytes, mediaType)
    if ('problem' in picture) throw notAPicture(mediaType, picture.problem)
    const mustBeChecked = policy !== 'off'
    if (mustBeChecked && mediaType === 'image/webp') throw notChecked()
    const now = new Date(clock())
    const row: ImageRow = {
      id: newId('image', random),
      owner_id: user.id,
      purpose,
      media_type: mediaType,
      width: picture.width,
      height: picture.height,
      state: mustBeChecked ? 'pending' : 'approved',
      check_at: mustBeChecked ? now : null,
      checks: 0,
      created_at: now,
    }
    await database.transaction(async (tx) => {
      const since = new Date(now.getTime() - DAY_MS)
      const uploads = await imageStore.uploadsSince(tx, user.id, since)
      const oldest = uploads.at(-MOST_A_DAY)
      if (oldest) throw rateLimited(oldest.getTime() + DAY_MS - now.getTime())
      await imageStore.insert(tx, row)
      await this.#deps.bytes.put(tx, row.id, bytes)
    })
    return this.#show(row)
  }

  /** Rejects with `not_found` for an image that is absent or another's. */
  async getState(user: User, id: string): Promise<Image> {
    const row = await imageStore.find(this.#deps.database, id)
    if (row?.owner_id !== user.id) throw noImage()
    return this.#show(row)
  }

  /** The bytes, for everybody once approved, else for who has its owner's `preview`. Rejects with `not_found`. */
  async getImage(id: string, preview: string | undefined): Promise<AnswerBytes<ImageMediaType>> {
    const { database, urls, clock } = this.#deps
    const row = await imageStore.find(database, id)
    if (!row) throw noImage()
    const isPublic = row.state === 'approved'
    const mayLook = isPublic || (preview !== undefined && urls.mayPreview(id, preview, clock()))
    const bytes = mayLook ? await this.#deps.bytes.get(id) : undefined
    if (!bytes) throw noImage()
    return {
      mediaType: row.media_type,
      bytes,
      headers: {
        'cache-control': isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
        // Whatever else these bytes may be taken for, it runs nothing and reaches nothing.
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
      },
    }
  }

  #show(row: ImageRow): Image {
    const { urls, clock } = this.#deps
    const previewExpiresAtMs = clock() + PREVIEW_MS
    return {
      id: row.id,
      purpose: row.purpose,
      state: row.state,
      path: urls.pathOf(row.id),
      url: urls.urlOf(row.id),
      ...(row.state === 'approved'
        ? {}
        : {
            previewUrl: urls.previewUrlOf(row.id, previewExpiresAtMs),
            previewExpiresAt: toIsoTime(previewExpiresAtMs),
          }),
      width: row.width,
      height: row.height,
      createdAt: toIsoTime(row.created_at.getTime()),
    }
  }
}

export const noImage = () => new KaiboError('not_found', 'There is no such image, or it is not shown to you.')

function notAPicture(mediaType: string, problem: string): KaiboError {
  return new KaiboError('invalid_request', `body: not taken as ${mediaType}: ${problem}.`, {
    issues: [{ path: 'body', message: `Not taken as ${mediaType}: ${problem}` }],
  })
}

/** The formats that WeChat checks are listed in its document mediaCheckAsync; WebP is not among them. */
const notChecked = () =>
  new KaiboError(
    'unsupported_media_type',
    'WeChat checks no WebP: send the picture as image/jpeg or image/png.',
  )
