import * as z from 'zod/mini'
import type { OutsideService } from '../../outside/outside-service.ts'

type Credentials = { appId: string; baseUrl: string; secret: string }

/** WeChat's word on AppID and AppSecret. `address` is where it saw the question come from, where it says so. */
export type TokenAnswer = { kind: 'issued' } | { kind: 'refused'; errcode: number; address?: string }

const answer = z.object({
  access_token: z.optional(z.string()),
  errcode: z.optional(z.int()),
  errmsg: z.catch(z.string(), ''),
})

/** "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist". */
const ADDRESS = /\bip (\d{1,3}(?:\.\d{1,3}){3})\b/

/**
 * Asks for the stable access token without forcing a new one, which changes nothing: it is the one that is in use. The
 * token itself is dropped. Rejects with `OutsideError`.
 */
export const askToken = (
  { appId, baseUrl, secret }: Credentials,
  service: OutsideService,
): Promise<TokenAnswer> =>
  service.call<TokenAnswer>({
    repeat: 'if-unknown',
    request: () => ({
      url: `${baseUrl}/cgi-bin/stable_token`,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret, force_refresh: false }),
    }),
    read: (text) => {
      const { access_token: token, errcode, errmsg } = answer.parse(JSON.parse(text))
      if (token !== undefined) return { kind: 'issued' }
      if (errcode === undefined) throw new Error('Neither a token nor an error code')
      const [, address] = ADDRESS.exec(errmsg) ?? []
      return { kind: 'refused', errcode, ...(address === undefined ? {} : { address }) }
    },
  })
