import type { Secrets, TencentCssConfig } from '../../config/config.ts'
import { OutsideError } from '../../outside/outside-error.ts'
import type { MediaProvider } from '../media-provider.ts'
import { readCallback } from './read-callback.ts'
import { playUrls, pushUrl } from './signed-urls.ts'

/** Tencent Cloud CSS (云直播). New URLs are signed with the primary keys; the provider also accepts the backups. */
export function createTencentCssProvider(
  config: TencentCssConfig,
  secrets: Pick<Secrets, 'pushKey' | 'playKey' | 'callbackKey'>,
): MediaProvider {
  const push = new URL(config.pushRtmpBaseUrl)
  const identity = {
    callbackKey: secrets.callbackKey,
    // URL lower-cases the host of http alone.
    pushDomain: push.hostname.toLowerCase(),
    appName: push.pathname.slice(1),
  }
  return {
    name: 'tencent-css',
    pushUrl: (input) => pushUrl(config.pushRtmpBaseUrl, secrets.pushKey, input),
    playUrls: (input) => playUrls(config, secrets.playKey, input),
    readCallback: (rawBody, nowMs) => readCallback(rawBody, nowMs, identity),
    queryStream: notSent,
    dropStream: notSent,
    forbidStream: notSent,
    resumeStream: notSent,
  }
}

/** Until the cloud API is called. */
const notSent = async (): Promise<never> => {
  throw new OutsideError('not-sent', 'tencent-cloud')
}
