import { hash } from 'node:crypto'
import type { CallbackIdentity } from '../provider/tencent-css/read-callback.ts'
import { testKeys } from './test-keys.ts'

/** The instant at which the tests of callbacks play. */
export const CALLBACK_NOW_MS = Date.UTC(2026, 10, 22, 12)
export const CALLBACK_NOW = CALLBACK_NOW_MS / 1000

export const callbackIdentity: CallbackIdentity = {
  callbackKey: testKeys.callbackKey,
  pushDomain: 'push.example.test',
  appName: 'live',
}

export const SOME_STREAM = `${'0123456789abcdef'.repeat(2)}z`

/** `t` and `sign` as the provider makes them: good for ten minutes from `CALLBACK_NOW`. */
export function signed(t: number | string = CALLBACK_NOW + 600, key: string = testKeys.callbackKey) {
  return { t, sign: hash('md5', `${key}${t}`, 'hex') }
}

/** A push callback as the provider words it; `fields` replaces some, and `undefined` takes one out. */
export function pushBody(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event_type: 1,
    app: callbackIdentity.pushDomain,
    appname: callbackIdentity.appName,
    appid: 1300000000,
    stream_id: SOME_STREAM,
    channel_id: SOME_STREAM,
    sequence: '2210464508206756938',
    event_time: CALLBACK_NOW - 1,
    stream_param: '',
    errcode: 0,
    errmsg: 'ok',
    node: '203.0.113.9',
    user_ip: '198.51.100.7',
    set_id: 2,
    width: 0,
    height: 0,
    ...signed(),
    ...fields,
  }
}

export const toBytes = (body: unknown): Buffer => Buffer.from(JSON.stringify(body) ?? '')
