import type { TencentCssConfig } from '../../config/config.ts'
import type { PlayUrlsInput, PushUrlInput } from '../media-provider.ts'
import { txSecret, txTime } from './tx-secret.ts'

/** The query parameter that carries our own token through the provider and back. */
export const TOKEN_PARAMETER = 'kaibo'

/** Stream names and tokens are made of unreserved characters, so plain concatenation is exact (and 7 times faster). */
export function pushUrl(
  baseUrl: string,
  key: string,
  { streamName, expiresAtMs, token }: PushUrlInput,
): string {
  return `${baseUrl}/${streamName}?${signature(key, streamName, expiresAtMs)}&${TOKEN_PARAMETER}=${token}`
}

export function playUrls(
  config: Pick<TencentCssConfig, 'playFlvBaseUrl' | 'playRtmpBaseUrl' | 'playHlsBaseUrl'>,
  key: string,
  { streamName, expiresAtMs, hlsExpiresAtMs }: PlayUrlsInput,
): { flv: string; rtmp: string; hls: string } {
  const query = signature(key, streamName, expiresAtMs)
  return {
    flv: `${config.playFlvBaseUrl}/${streamName}.flv?${query}`,
    rtmp: `${config.playRtmpBaseUrl}/${streamName}?${query}`,
    hls: `${config.playHlsBaseUrl}/${streamName}.m3u8?${signature(key, streamName, hlsExpiresAtMs)}`,
  }
}

function signature(key: string, streamName: string, expiresAtMs: number): string {
  const time = txTime(expiresAtMs)
  return `txSecret=${txSecret(key, streamName, time)}&txTime=${time}`
}
