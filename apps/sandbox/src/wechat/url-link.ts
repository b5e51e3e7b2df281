import { z } from 'zod'
import { WechatError } from './wechat-error.ts'
import { readBody } from './wechat-parameters.ts'

const QUERY = /^[0-9A-Za-z!#$&'()*+,/:;=?@._~%-]{0,1024}$/
const MOST_DAYS = 30
const DAY_S = 24 * 3600

const parameters = z.object({
  path: z.string().default(''),
  query: z.string().default(''),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
  expire_type: z.union([z.literal(0), z.literal(1)]).default(0),
  expire_time: z.int().optional(),
  expire_interval: z.int().optional(),
})

type LinkOptions = { pages: readonly string[]; nowMs: number; newName: () => string }

/** `POST /wxa/generate_urllink` (document generateUrlLink). @throws WechatError */
export function urlLink(body: Buffer, { pages, nowMs, newName }: LinkOptions): object {
  const asked = readBody(parameters, body)
  if (asked.path !== '' && !pages.includes(asked.path.replace(/^\//, '')))
    throw new WechatError(40165, 'invalid weapp pagepath')
  if (!QUERY.test(asked.query)) throw new WechatError(40212, 'invalid query')
  const days = asked.expire_type === 1 ? asked.expire_interval : daysUntil(asked.expire_time, nowMs)
  if (days === undefined || days < 1 || days > MOST_DAYS)
    throw new WechatError(85401, 'time limit between 1min and 30days')
  return { url_link: `https://wxaurl.cn/${newName()}` }
}

/** A link that ends today ends in a day. */
const daysUntil = (timeS: number | undefined, nowMs: number): number | undefined =>
  timeS === undefined ? undefined : Math.ceil((timeS - nowMs / 1000) / DAY_S)
