import * as z from 'zod/mini'
import type { EnvVersion } from './env-version.ts'
import { readAnswer } from './read-answer.ts'
import type { WechatApi } from './wechat-api.ts'

export type LinkToMake = { path: string; query: string; envVersion: EnvVersion; days: number }

/** WeChat's own host is not checked: the link is shown to people and never fetched by us. */
const link = z.object({ url_link: z.string().check(z.regex(/^https:\/\/[\x21-\x7e]{1,500}$/)) })

/** `expire_type`: so many days from now. */
const IN_DAYS = 1

/** A link that opens a page from outside WeChat (generateUrlLink), for 30 days at most. Rejects with `OutsideError`. */
export async function makeUrlLink(
  api: WechatApi,
  { path, query, envVersion, days }: LinkToMake,
): Promise<string> {
  const { url_link } = await api.call({
    path: '/wxa/generate_urllink',
    body: { path, query, env_version: envVersion, expire_type: IN_DAYS, expire_interval: days },
    // Each try uses up one of half a million links a day.
    repeat: 'if-not-sent',
    read: (text) => readAnswer(api.service, text, link),
  })
  return url_link
}
