/** WeChat's tags that a template may use without declaring them. Source: the component reference, base library 3.8. */
export const KNOWN_TAGS: ReadonlySet<string> = new Set([
  ...['block', 'template', 'import', 'include', 'slot', 'wxs', 'page-meta', 'navigation-bar'],
  ...['view', 'scroll-view', 'swiper', 'swiper-item', 'movable-area', 'movable-view', 'page-container'],
  ...['cover-view', 'cover-image', 'match-media', 'root-portal', 'share-element'],
  ...[
    'text',
    'rich-text',
    'icon',
    'progress',
    'image',
    'video',
    'audio',
    'camera',
    'map',
    'canvas',
    'web-view',
  ],
  ...['button', 'form', 'input', 'textarea', 'label', 'checkbox', 'checkbox-group', 'radio', 'radio-group'],
  ...['switch', 'slider', 'picker', 'picker-view', 'picker-view-column', 'editor', 'keyboard-accessory'],
  ...['navigator', 'functional-page-navigator', 'open-data', 'official-account', 'ad', 'ad-custom'],
  ...['live-player', 'live-pusher', 'voip-room', 'channel-live', 'channel-video'],
])

/** The tags with a native layer, which take bindings in the plain form only. */
export const NATIVE_MEDIA_TAGS: ReadonlySet<string> = new Set(['live-player', 'live-pusher'])
