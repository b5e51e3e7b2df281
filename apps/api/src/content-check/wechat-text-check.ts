import type { Logger } from 'pino'
import { OutsideError } from '../outside/outside-error.ts'
import type { Database } from '../storage/database.ts'
import { checkText, type TextScene } from '../wechat/check-text.ts'
import { openidStore } from '../wechat/openid-store.ts'
import type { WechatApi } from '../wechat/wechat-api.ts'
import type { CheckText, TextOfUser } from './text-verdict.ts'

type Dependencies = { api: WechatApi; database: Database; logger: Logger }

const SCENES: Record<TextOfUser['kind'], TextScene> = { room: 'forum', profile: 'profile' }

/** Has WeChat judge texts. The text itself stays out of the log. */
export function createWechatTextCheck({ api, database, logger }: Dependencies): CheckText {
  return async ({ userId, text, kind }) => {
    const openid = (await openidStore.ofUsers(database, [userId])).get(userId)
    if (openid === undefined) return 'undecided'
    try {
      return await checkText(api, { text, openid, scene: SCENES[kind] })
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      // 61010, "the person was away for two hours", is sometimes said of people who were not: no verdict either.
      logger.warn({ code: error.code, outcome: error.kind }, 'a text could not be checked')
      return 'undecided'
    }
  }
}
