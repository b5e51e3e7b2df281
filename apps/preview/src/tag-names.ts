/**
 * The built-in tags that the preview implements. The compiler refuses a template with any other tag that is not
 * one of the page's own components, so a gap of the preview is found before a blank place on the screen is.
 */
export const BUILT_IN_TAGS = [
  'button',
  'checkbox',
  'checkbox-group',
  'cover-image',
  'cover-view',
  'form',
  'icon',
  'image',
  'input',
  'label',
  'live-player',
  'live-pusher',
  'navigator',
  'picker',
  'progress',
  'radio',
  'radio-group',
  'rich-text',
  'root-portal',
  'scroll-view',
  'slider',
  'swiper',
  'swiper-item',
  'switch',
  'text',
  'textarea',
  'view',
] as const

export type BuiltInTag = (typeof BUILT_IN_TAGS)[number]

/** Tags of the template language itself. */
export const LANGUAGE_TAGS = ['block', 'import', 'include', 'page-meta', 'slot', 'template', 'wxs'] as const
