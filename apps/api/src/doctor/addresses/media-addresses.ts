import type { TencentCssConfig } from '../../config/index.ts'
import { hostOf } from './host.ts'

export const MEDIA_VARIABLES = {
  pushRtmpBaseUrl: 'KAIBO_PUSH_RTMP_BASE_URL',
  playFlvBaseUrl: 'KAIBO_PLAY_FLV_BASE_URL',
  playRtmpBaseUrl: 'KAIBO_PLAY_RTMP_BASE_URL',
  playHlsBaseUrl: 'KAIBO_PLAY_HLS_BASE_URL',
} as const satisfies Record<keyof TencentCssConfig, string>

export const PLAY_VARIABLES = [
  MEDIA_VARIABLES.playFlvBaseUrl,
  MEDIA_VARIABLES.playRtmpBaseUrl,
  MEDIA_VARIABLES.playHlsBaseUrl,
]

export const playUrlsOf = (css: TencentCssConfig): string[] => [
  css.playFlvBaseUrl,
  css.playRtmpBaseUrl,
  css.playHlsBaseUrl,
]

/** The hosts that viewers play from, each once; usually it is one. */
export const playHostsOf = (css: TencentCssConfig): string[] => [...new Set(playUrlsOf(css).map(hostOf))]
