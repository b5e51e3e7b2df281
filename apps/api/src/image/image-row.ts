import type { ImageMediaType, ImagePurpose, ImageState } from '@kaibo/live-core'

/** An image as stored, without its bytes. */
export type ImageRow = {
  id: string
  owner_id: string
  purpose: ImagePurpose
  media_type: ImageMediaType
  width: number
  height: number
  state: ImageState
  check_at: Date | null
  checks: number
  created_at: Date
}

export const IMAGE_COLUMNS =
  'id, owner_id, purpose, media_type, width, height, state, check_at, checks, created_at'
