import type { ImageMediaType } from '@kaibo/live-core'

/** What a picture's own bytes say of it, in pixels. */
export type Picture = { mediaType: ImageMediaType; width: number; height: number }

/**
 * What a format's reader found: the size, or why these bytes are not one still picture of that format. Moving pictures
 * are refused because a check looks at their first moment only.
 */
export type ReadPicture = (bytes: Buffer) => { width: number; height: number } | { problem: string }
