import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Config, Secrets } from '../config/index.ts'
import type { RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import type { WechatApi } from '../wechat/wechat-api.ts'
import { imageBytesInDatabase } from './image-bytes-in-database.ts'
import { ImageChecker } from './image-checker.ts'
import { ImageJudge } from './image-judge.ts'
import { ImageManager } from './image-manager.ts'
import { imageStore } from './image-store.ts'
import { createImageUrls } from './image-urls.ts'

type Parts = {
  database: Database
  api: WechatApi
  clock: Clock
  random: RandomBytes
  logger: Logger
  onCommit: () => void
}

/**
 * Everything about images; nothing on a server that cannot have any: others have to reach their addresses, and where
 * they are checked, WeChat's verdict has to come back.
 */
export function composeImages(
  { publicBaseUrl, contentCheck: policy }: Pick<Config, 'publicBaseUrl' | 'contentCheck'>,
  { tokenKey, wechatPushToken }: Pick<Secrets, 'tokenKey' | 'wechatPushToken'>,
  parts: Parts,
) {
  if (publicBaseUrl === undefined || (policy !== 'off' && wechatPushToken === undefined)) return undefined
  const { database } = parts
  const urls = createImageUrls(publicBaseUrl, tokenKey)
  const bytes = imageBytesInDatabase(database)
  const judge = new ImageJudge({ ...parts, urls, policy })
  return {
    urls,
    judge,
    manager: new ImageManager({ ...parts, urls, bytes, policy }),
    checker: new ImageChecker({ ...parts, urls, judge }),
    /** A person's newest approved picture. */
    async avatarUrlOf(userId: string): Promise<string | null> {
      const imageId = (await imageStore.avatarsOf(database, [userId])).get(userId)
      return imageId === undefined ? null : urls.urlOf(imageId)
    },
  }
}
