import type { OutsideRequest } from '../../../outside/exchange.ts'
import { type CloudKey, tc3Authorization } from './tc3-authorization.ts'

export type CloudAction =
  | 'DescribeLiveStreamState'
  | 'DropLiveStream'
  | 'ForbidLiveStream'
  | 'ResumeLiveStream'
  | 'DescribeLiveDomains'
  | 'DescribeLivePushAuthKey'
  | 'DescribeLivePlayAuthKey'
  | 'DescribeLiveCallbackTemplates'
  | 'DescribeLiveCallbackRules'

export type CloudParameters = Readonly<Record<string, string | number>>

type Options = {
  /** `https://host`, without a path. */
  baseUrl: string
  key: CloudKey
  action: CloudAction
  parameters: CloudParameters
  /** Within five minutes of Tencent's clock, or the call is refused. */
  nowMs: number
}

const VERSION = '2018-08-01'

/** A signed call of Tencent's live API. */
export function cloudRequest({ baseUrl, key, action, parameters, nowMs }: Options): OutsideRequest {
  const body = JSON.stringify(parameters)
  const timestampSeconds = Math.floor(nowMs / 1000)
  // A query and a drop have the same body: only the signed action keeps one from being turned into the other.
  const signed = { 'content-type': 'application/json', 'x-tc-action': action }
  const authorization = tc3Authorization(key, {
    service: 'live',
    timestampSeconds,
    headers: { ...signed, host: new URL(baseUrl).host },
    payload: body,
  })
  return {
    url: `${baseUrl}/`,
    method: 'POST',
    headers: {
      ...signed,
      authorization,
      'x-tc-version': VERSION,
      'x-tc-timestamp': String(timestampSeconds),
    },
    body,
  }
}
