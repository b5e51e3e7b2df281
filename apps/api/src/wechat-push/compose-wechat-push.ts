import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config, Secrets } from '../config/index.ts'
import type { ImageJudge } from '../image/image-judge.ts'
import { WechatPushManager } from './wechat-push-manager.ts'

type Parts = { clock: Clock; logger: Logger; judge: Pick<ImageJudge, 'hear'> | undefined }

/** Takes WeChat's pushes where a token says that there are any. Its address ends in the word of the provider's callbacks. */
export function composeWechatPush(
  { wechat: { appId } }: Pick<Config, 'wechat'>,
  { wechatPushToken: token, wechatPushAesKey: aesKey, callbackPath, srsHookPath }: Secrets,
  { clock, logger, judge }: Parts,
): WechatPushManager | undefined {
  if (token === undefined) return undefined
  return new WechatPushManager({
    callbackPath: callbackPath === '' ? srsHookPath : callbackPath,
    identity: { appId, token, ...(aesKey === undefined ? {} : { aesKey }) },
    hearImageVerdict: async (traceId, verdict) => (judge ? judge.hear(traceId, verdict) : 'unknown'),
    clock,
    logger,
  })
}
