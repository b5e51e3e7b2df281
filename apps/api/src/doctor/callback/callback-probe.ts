import { hash } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { OutsideService } from '../../outside/outside-service.ts'
import type { PushTarget } from '../../provider/tencent-css/push-target.ts'
import { askWithStatus } from '../ask-with-status.ts'
import { callbackUrl } from './callback-url.ts'

type Options = {
  service: OutsideService
  publicBaseUrl: string
  target: PushTarget
  /** A stream that nobody ever pushed: the API logs the callback and forgets it. */
  streamName: string
  clock: Clock
}

/** How somebody answered a callback: its HTTP status and whether the answer is Kaibo's. */
export type ProbeAnswer = { status: number; isKaibo: boolean }

/** A callback of a push that never was, as Tencent would post it, with this key and to this word. */
export type Probe = (callbackKey: string, callbackPath: string) => Promise<ProbeAnswer>

/** Tencent signs for ten minutes (document 267/38081). */
const SIGNED_SECONDS = 600

/** Rejects with `OutsideError` where nobody answered at all. */
export const createProbe =
  ({ service, publicBaseUrl, target, streamName, clock }: Options): Probe =>
  async (callbackKey, callbackPath) => {
    const nowSeconds = Math.floor(clock() / 1000)
    const t = nowSeconds + SIGNED_SECONDS
    const body = JSON.stringify({
      event_type: 1,
      app: target.pushDomain,
      appname: target.appName,
      stream_id: streamName,
      sequence: '1',
      event_time: nowSeconds,
      stream_param: '',
      t,
      sign: hash('md5', `${callbackKey}${t}`, 'hex'),
    })
    const headers = { 'content-type': 'application/json' }
    const url = callbackUrl(publicBaseUrl, callbackPath)
    const { status, text } = await askWithStatus(service, { url, method: 'POST', headers, body })
    return { status, isKaibo: isKaiboAnswer(text) }
  }

function isKaiboAnswer(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'code' in value && value.code === 0
  } catch {
    return false
  }
}
