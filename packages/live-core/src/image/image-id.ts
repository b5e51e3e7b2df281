import * as z from 'zod/mini'

/** An image's id: 100 random bits. Whoever knows it may see the image once it is approved. */
export const imageId = z.string().check(
  z.regex(/^image_[0-9a-z]{20}$/, {
    error: 'Expected an image id such as image_ followed by 20 letters and digits',
  }),
)

export const imagePath = z.strictObject({ imageId })
export type ImagePath = z.infer<typeof imagePath>
