import type { Secrets, TencentCssConfig } from '../../config/config.ts'
import type { MediaProvider, StreamControl } from '../media-provider.ts'
import type { ReadCallback } from '../provider-callback.ts'
import { explainEnd } from './end-reasons.ts'
import { pushTarget } from './push-target.ts'
import { readCallback } from './read-callback.ts'
import { playUrls, pushUrl } from './signed-urls.ts'

/** Tencent's provider also reads its callbacks. */
export type TencentCssProvider = MediaProvider & { readCallback: ReadCallback }

/** Tencent Cloud CSS (云直播). New URLs are signed with the primary keys; the provider also accepts the backups. */
export function createTencentCssProvider(
  config: TencentCssConfig,
  secrets: Pick<Secrets, 'pushKey' | 'playKey' | 'callbackKey'>,
  streamControl: StreamControl,
): TencentCssProvider {
  const identity = { callbackKey: secrets.callbackKey, ...pushTarget(config.pushRtmpBaseUrl) }
  return {
    ...streamControl,
    name: 'tencent-css',
    pushUrl: (input) => pushUrl(config.pushRtmpBaseUrl, secrets.pushKey, input),
    playUrls: (input) => playUrls(config, secrets.playKey, input),
    readCallback: (rawBody, nowMs) => readCallback(rawBody, nowMs, identity),
    explainEnd,
  }
}
