import type { Secrets, SrsConfig } from '../../config/config.ts'
import type { MediaProvider, StreamControl } from '../media-provider.ts'
import { pushTarget } from '../tencent-css/push-target.ts'
import { playUrls, pushUrl } from '../tencent-css/signed-urls.ts'
import { type HookRules, type ReadHook, readHook } from './read-hook.ts'

/** SRS's provider also reads its hooks, in which it asks who may publish and play. */
export type SrsProvider = MediaProvider & { readHook: ReadHook }

type SrsKeys = Pick<Secrets, 'pushKey' | 'pushBackupKey' | 'playKey' | 'playBackupKey'>

/**
 * An SRS of the team's own. Its URLs are signed by Tencent CSS's rule, so that encoders, players and key rotation are
 * the same; the API checks them in SRS's hooks. RTMP, HTTP-FLV and HLS only, no WebRTC.
 */
export function createSrsProvider(
  config: SrsConfig,
  keys: SrsKeys,
  streamControl: StreamControl,
): SrsProvider {
  const rules: HookRules = {
    appName: pushTarget(config.pushRtmpBaseUrl).appName,
    pushKeys: known(keys.pushKey, keys.pushBackupKey),
    playKeys: known(keys.playKey, keys.playBackupKey),
  }
  return {
    ...streamControl,
    name: 'srs',
    pushUrl: (input) => pushUrl(config.pushRtmpBaseUrl, keys.pushKey, input),
    playUrls: (input) => playUrls(config, keys.playKey, input),
    explainEnd: () => END_WORDS,
    readHook: (rawBody, nowMs) => readHook(rawBody, nowMs, rules),
  }
}

/** SRS tells that a push ended, never why. */
const END_WORDS = { zh: '推流已断开（SRS 不说明原因）', en: 'the push ended; SRS does not say why' }

const known = (...keys: (string | undefined)[]): string[] => keys.filter((key) => key !== undefined)
