import * as z from 'zod/mini'
import { KaiboError } from '../http/kaibo-error.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { OutsideService } from '../outside/outside-service.ts'

type WechatConfig = { appId: string; baseUrl: string; secret: string }

/** WeChat's server API, as far as Kaibo calls it. */
export type WechatClient = {
  /**
   * Exchanges `wx.login`'s code for the person's openid (jscode2session). The session_key that comes along is
   * dropped here: it must never leave the server, and nothing needs it. Rejects with `login_code_rejected`,
   * `login_refused`, `rate_limited` or `unavailable`.
   */
  exchangeLoginCode(code: string): Promise<{ openid: string }>
}

/** On success WeChat leaves errcode out, so "no openid" is the failure. */
const sessionBody = z.object({
  openid: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
  errcode: z.optional(z.int()),
})

export function createWechatClient(
  { appId, baseUrl, secret }: WechatConfig,
  service: OutsideService,
): WechatClient {
  const query = (code: string) =>
    new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' })
  return {
    exchangeLoginCode: (code) =>
      service
        .call({
          // A code is single-use, so a second try after an unknown outcome could only fail.
          repeat: 'never',
          request: () => ({ url: `${baseUrl}/sns/jscode2session?${query(code)}`, method: 'GET' }),
          read: (text) => readSession(service.name, text),
        })
        .catch((error: unknown) => {
          throw error instanceof OutsideError ? loginError(error) : error
        }),
  }
}

/** WeChat is too busy: a failure of the service, not of this login. */
const BUSY = -1

function readSession(service: string, text: string): { openid: string } {
  const { openid, errcode } = sessionBody.parse(JSON.parse(text))
  if (openid !== undefined) return { openid }
  if (errcode === undefined) throw new OutsideError('unknown', service, 'NoOpenid')
  throw new OutsideError(errcode === BUSY ? 'unknown' : 'refused', service, String(errcode))
}

/** Error codes of jscode2session (WeChat document auth.code2Session). */
function loginError(error: OutsideError): KaiboError {
  switch (error.kind === 'refused' ? error.code : undefined) {
    case '40029':
    case '40163':
      return new KaiboError(
        'login_code_rejected',
        'WeChat does not accept this code: call wx.login again for a new one.',
      )
    case '40226':
      return new KaiboError('login_refused', 'WeChat refuses this account as high-risk.')
    case '45011':
      return new KaiboError('rate_limited', 'Too many logins of this account: wait a minute.', {
        headers: { 'retry-after': '60' },
      })
    default:
      return new KaiboError('unavailable', 'WeChat does not answer now; try again.', {
        headers: { 'retry-after': '5' },
        cause: error,
      })
  }
}
