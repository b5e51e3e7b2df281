import * as z from 'zod/mini'
import type { OutsideService } from '../outside/outside-service.ts'
import { readAnswer } from './read-answer.ts'

type Credentials = { appId: string; baseUrl: string; secret: string }

/** An access token as WeChat issued it. */
export type IssuedToken = { token: string; expiresInSeconds: number }

/**
 * Asks WeChat for the access token (getStableAccessToken). Without `force` it answers the same one until five minutes
 * before its end; with it, the old one is void at once, which WeChat allows 20 times a day. Rejects with `OutsideError`.
 */
export type FetchToken = (options: { force: boolean }) => Promise<IssuedToken>

/** At least 512 characters have to be kept of a token; it stands in URLs. */
const tokenAnswer = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]{1,2048}$/)),
  expires_in: z.int().check(z.minimum(1), z.maximum(86_400)),
})

export function createFetchToken(
  { appId, baseUrl, secret }: Credentials,
  service: OutsideService,
): FetchToken {
  return ({ force }) =>
    service.call({
      // Asking again brings the same token, except that a forced one may be void by then.
      repeat: force ? 'if-not-sent' : 'if-unknown',
      request: () => ({
        url: `${baseUrl}/cgi-bin/stable_token`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret, force_refresh: force }),
      }),
      read: (text) => {
        const { access_token, expires_in } = readAnswer(service.name, text, tokenAnswer)
        return { token: access_token, expiresInSeconds: expires_in }
      },
    })
}
