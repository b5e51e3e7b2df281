import * as z from 'zod/mini'
import { isoTime } from '../wire/iso-time.ts'
import { openEnum } from '../wire/open-enum.ts'
import { imageId } from './image-id.ts'

/** What an image may be for. */
export const imagePurposes = ['avatar', 'cover'] as const
export type ImagePurpose = (typeof imagePurposes)[number]

/** What is taken as an image. Not SVG: that is a program. */
export const imageMediaTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export type ImageMediaType = (typeof imageMediaTypes)[number]

export const MAX_IMAGE_BYTES = 1024 * 1024

/** Nobody but its owner sees an image that is not approved. */
export const imageStates = ['pending', 'approved', 'rejected'] as const
export type ImageState = (typeof imageStates)[number]

export const uploadImageQuery = z.strictObject({ purpose: z.enum(imagePurposes) })

/** `preview`: the owner's right to see an image before it is approved, as `previewUrl` carries it. */
export const getImageQuery = z.strictObject({
  preview: z.optional(
    z
      .string()
      .check(z.regex(/^[0-9]{1,12}\.[A-Za-z0-9_-]{43}$/, { error: 'Expected the preview of a previewUrl' })),
  ),
})

/** An image as its owner sees it. */
export const image = z.object({
  id: imageId,
  purpose: openEnum(imagePurposes),
  state: openEnum(imageStates),
  /** What a room's `coverUrl` takes. */
  path: z.string(),
  /** Where everybody finds it once it is approved, and until then nothing. */
  url: z.string(),
  /** Where its owner finds it until `previewExpiresAt`, while it is not approved. */
  previewUrl: z.optional(z.string()),
  previewExpiresAt: z.optional(isoTime),
  /** In pixels. */
  width: z.int(),
  height: z.int(),
  createdAt: isoTime,
})
export type Image = z.infer<typeof image>
