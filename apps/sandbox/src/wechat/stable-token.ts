import { z } from 'zod'
import type { AccessTokens } from './access-tokens.ts'
import { WechatError } from './wechat-error.ts'
import { readBody } from './wechat-parameters.ts'

const parameters = z.object({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  force_refresh: z.boolean().default(false),
})

/** `POST /cgi-bin/stable_token` (document getStableAccessToken). @throws WechatError */
export function stableToken(
  body: Buffer,
  { appId, secret, tokens }: { appId: string; secret: string; tokens: AccessTokens },
): object {
  const asked = readBody(parameters, body)
  if (asked.grant_type !== 'client_credential') throw new WechatError(40002, 'invalid grant_type')
  if (!asked.appid) throw new WechatError(41002, 'appid missing')
  if (!asked.secret) throw new WechatError(41004, 'appsecret missing')
  if (asked.appid !== appId) throw new WechatError(40013, 'invalid appid')
  if (asked.secret !== secret) throw new WechatError(40125, 'invalid appsecret')
  return tokens.issue({ force: asked.force_refresh })
}
