import { createHash } from 'node:crypto'
import { send } from './api-client.ts'
import { keys } from './keys.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** A push callback as Tencent CSS words it, signed at `nowMs`. */
export function pushCallback(
  streamName: string,
  event: { type: 'started' | 'ended'; sequence: string; seconds: number; param?: string; nowMs?: number },
): Record<string, unknown> {
  const t = Math.floor((event.nowMs ?? Date.now()) / 1000) + 600
  return {
    event_type: event.type === 'started' ? 1 : 0,
    app: '127.0.0.1',
    appname: 'live',
    appid: 1300000000,
    stream_id: streamName,
    channel_id: streamName,
    sequence: event.sequence,
    event_time: event.seconds,
    stream_param: event.param ?? '',
    errcode: event.type === 'started' ? 0 : 3,
    errmsg: 'ok',
    t,
    sign: md5(`${keys.callback}${t}`),
  }
}

/** Posts a callback to the API as the provider would. */
export const postCallback = (address: string, body: unknown) =>
  send(address, `/v1/callbacks/tencent-css/${keys.callbackPath}`, { method: 'POST', body })

/** The stream name in a push URL. */
export function streamNameOf(pushUrl: string): string {
  return new URL(pushUrl).pathname.split('/').at(-1) ?? ''
}
