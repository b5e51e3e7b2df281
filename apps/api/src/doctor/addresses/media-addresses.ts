import type { MediaUrls } from '../../config/index.ts'
import { hostOf } from './host.ts'

export const MEDIA_VARIABLES = {
  pushRtmpBaseUrl: 'KAIBO_PUSH_RTMP_BASE_URL',
  playFlvBaseUrl: 'KAIBO_PLAY_FLV_BASE_URL',
  playRtmpBaseUrl: 'KAIBO_PLAY_RTMP_BASE_URL',
  playHlsBaseUrl: 'KAIBO_PLAY_HLS_BASE_URL',
} as const satisfies Record<keyof MediaUrls, string>

export const PLAY_VARIABLES = [
  MEDIA_VARIABLES.playFlvBaseUrl,
  MEDIA_VARIABLES.playRtmpBaseUrl,
  MEDIA_VARIABLES.playHlsBaseUrl,
]

export const playUrlsOf = (css: MediaUrls): string[] => [
  css.playFlvBaseUrl,
  css.playRtmpBaseUrl,
  css.playHlsBaseUrl,
]

/** The hosts that viewers play from, each once; usually it is one. */
export const playHostsOf = (css: MediaUrls): string[] => [...new Set(playUrlsOf(css).map(hostOf))]
