import type { EndReason } from '../origin/end-reason.ts'
import type { PushInfo } from '../origin/push-info.ts'

/** What is the same in every callback of one sandbox. */
export interface ProviderIdentity {
  /** The account number, `appid`. */
  readonly appId: number
  /** Host of the push base URL, `app` (the AppName is another field). */
  readonly pushDomain: string
  /** Address of the access node, `node`. */
  readonly node: string
}

/**
 * A push callback without its signature, field by field as Tencent sends it
 * (cloud.tencent.com/document/product/267/47025).
 */
export interface CallbackEvent {
  /** 1: media began, 0: the push ended. */
  readonly event_type: 0 | 1
  readonly app: string
  readonly appid: number
  readonly appname: string
  readonly stream_id: string
  readonly channel_id: string
  /** Unix seconds. */
  readonly event_time: number
  readonly sequence: string
  readonly node: string
  readonly user_ip: string
  /** The push URL's query, verbatim: it carries a live credential. */
  readonly stream_param: string
  readonly errcode: number
  readonly sub_errcode?: number
  readonly errmsg: string
  readonly set_id: number
  readonly width: number
  readonly height: number
  /** Milliseconds as text; with event_type 0 only. */
  readonly push_duration?: string
}

// 1 to 6 are Tencent's set ids inside mainland China.
const SET_ID = 2

export function startEvent(identity: ProviderIdentity, push: PushInfo, nowMs: number): CallbackEvent {
  return { event_type: 1, errcode: 0, errmsg: 'ok', ...common(identity, push, nowMs) }
}

export function endEvent(
  identity: ProviderIdentity,
  push: PushInfo,
  { reason, nowMs }: { reason: EndReason; nowMs: number },
): CallbackEvent {
  return {
    event_type: 0,
    errcode: reason.errcode,
    ...(reason.subErrcode === undefined ? {} : { sub_errcode: reason.subErrcode }),
    errmsg: reason.errmsg,
    push_duration: String(Math.max(0, Math.round(nowMs - (push.startedAtMs ?? nowMs)))),
    ...common(identity, push, nowMs),
  }
}

function common(identity: ProviderIdentity, push: PushInfo, nowMs: number) {
  return {
    app: identity.pushDomain,
    appid: identity.appId,
    appname: push.appName,
    stream_id: push.streamName,
    channel_id: push.streamName,
    event_time: Math.floor(nowMs / 1000),
    sequence: push.sequence,
    node: identity.node,
    user_ip: push.userIp,
    stream_param: push.query,
    set_id: SET_ID,
    width: push.width,
    height: push.height,
  }
}
