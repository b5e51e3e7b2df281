import * as z from 'zod/mini'
import { KaiboError } from '../http/kaibo-error.ts'

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

const TIMEOUT_MS = 3_000

/** On success WeChat leaves errcode out, so "no openid" is the failure. */
const sessionBody = z.object({
  openid: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/))),
  errcode: z.optional(z.int()),
})

export function createWechatClient(
  { appId, baseUrl, secret }: WechatConfig,
  fetchImpl = fetch,
): WechatClient {
  return {
    async exchangeLoginCode(code) {
      const query = new URLSearchParams({
        appid: appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      })
      const body = await call(fetchImpl, `${baseUrl}/sns/jscode2session?${query}`)
      if (body.openid !== undefined) return { openid: body.openid }
      throw loginError(body.errcode)
    },
  }
}

/** One try: a code is single-use, so a second try after an unknown outcome could only fail. */
async function call(fetchImpl: typeof fetch, url: string): Promise<z.infer<typeof sessionBody>> {
  try {
    const answer = await fetchImpl(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
    if (!answer.ok) throw new Error(`WeChat answered ${answer.status}`)
    return sessionBody.parse(JSON.parse(await answer.text()))
  } catch (error) {
    // The URL holds the AppSecret, and fetch's errors may hold the URL: only the kind of error goes on.
    throw unavailable(error instanceof Error ? error.name : 'unknown')
  }
}

const unavailable = (why: string) =>
  new KaiboError('unavailable', 'WeChat does not answer now; try again.', {
    headers: { 'retry-after': '5' },
    cause: new Error(`jscode2session failed (${why})`),
  })

/** Error codes of jscode2session (WeChat document auth.code2Session). */
function loginError(errcode: number | undefined): KaiboError {
  if (errcode === 40029 || errcode === 40163) {
    return new KaiboError(
      'login_code_rejected',
      'WeChat does not accept this code: call wx.login again for a new one.',
    )
  }
  if (errcode === 40226) return new KaiboError('login_refused', 'WeChat refuses this account as high-risk.')
  if (errcode === 45011) {
    return new KaiboError('rate_limited', 'Too many logins of this account: wait a minute.', {
      headers: { 'retry-after': '60' },
    })
  }
  return unavailable(`errcode ${errcode ?? 'and openid missing'}`)
}
