import * as z from 'zod/mini'

/**
 * A room's cover in a request: the path of an image of the caller's own, as its upload was answered, or an https URL.
 * Which hosts an https URL may name is the server's choice.
 */
export const coverUrl = z.string().check(
  z.maxLength(512),
  z.regex(/^(?:https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[\x21-\x7e]*)?|\/v1\/images\/image_[0-9a-z]{20})$/, {
    error: 'Expected an https:// URL without spaces, or the path of an image that was uploaded here',
  }),
)
