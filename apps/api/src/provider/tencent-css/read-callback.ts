import { hash } from 'node:crypto'
import type { OtherEvent, ProviderCallback, PushEvent } from '../provider-callback.ts'
import { type PushEventBody, pushEventBody, streamNameOf } from './callback-body.ts'
import { maskPayload } from './callback-mask.ts'
import { isInWindow, isSigned, strictSeconds } from './callback-signature.ts'
import { TOKEN_PARAMETER } from './signed-urls.ts'

/** What our callbacks must carry: the key, the push domain and the AppName. */
export type CallbackIdentity = { callbackKey: string; pushDomain: string; appName: string }

/**
 * Reads a callback of Tencent Cloud CSS: signature first, then the time window, then the fields. Any content
 * type and any unknown field is accepted (`facts`: 267/38080, 267/38081, 267/47025).
 */
export function readCallback(rawBody: Buffer, nowMs: number, identity: CallbackIdentity): ProviderCallback {
  const body = parseObject(rawBody)
  if (!body) return { kind: 'rejected', why: 'not a JSON object' }
  const t = strictSeconds(body.t)
  if (t === undefined || typeof body.sign !== 'string' || !isSigned(identity.callbackKey, t, body.sign)) {
    return { kind: 'rejected', why: 'wrong signature' }
  }
  const isPush = body.event_type === 0 || body.event_type === 1
  if (!isInWindow(t, nowMs)) return stale(body, isPush)
  if (!isPush) return readOther(body)
  const parsed = pushEventBody.safeParse(body)
  if (!parsed.success)
    return { kind: 'malformed', why: parsed.error.issues.map((issue) => issue.path.join('.')).join() }
  if (parsed.data.app !== identity.pushDomain || parsed.data.appname !== identity.appName) {
    return { kind: 'malformed', why: 'another push domain or AppName' }
  }
  return { kind: 'push', event: toPushEvent(parsed.data) }
}

function parseObject(rawBody: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(rawBody.toString('utf8'))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The 12 retries outlive the signature: such an event is honest more often than not, but no longer proof. */
function stale(body: Record<string, unknown>, isPush: boolean): ProviderCallback {
  const streamName = streamNameOf(body)
  const other = isPush ? undefined : otherEvent(body)
  return { kind: 'stale', ...(streamName ? { streamName } : {}), ...(other ? { other } : {}) }
}

function readOther(body: Record<string, unknown>): ProviderCallback {
  const event = otherEvent(body)
  return event ? { kind: 'other', event } : { kind: 'malformed', why: 'event_type' }
}

function otherEvent(body: Record<string, unknown>): OtherEvent | undefined {
  const eventType = body.event_type
  if (typeof eventType !== 'number' || !Number.isInteger(eventType) || eventType < 0 || eventType > 99_999)
    return undefined
  const streamName = streamNameOf(body)
  const payload = maskPayload(body)
  return {
    eventType,
    ...(streamName ? { streamName } : {}),
    payload,
    digest: hash('sha256', JSON.stringify(payload), 'hex'),
  }
}

function toPushEvent(body: PushEventBody): PushEvent {
  const token = new URLSearchParams(body.stream_param).get(TOKEN_PARAMETER)
  const ended = body.event_type === 0
  return {
    streamName: body.stream_id,
    type: ended ? 'push.ended' : 'push.started',
    sequence: body.sequence,
    occurredAtMs: body.event_time * 1000,
    ...(token ? { token } : {}),
    ...(ended && body.errcode !== undefined ? { endCode: body.errcode } : {}),
    ...(ended && body.sub_errcode !== undefined ? { endSubCode: body.sub_errcode } : {}),
    details: explanation(body),
  }
}

function explanation({
  errmsg,
  push_duration,
  width,
  height,
}: PushEventBody): Record<string, string | number> {
  return {
    ...(errmsg ? { message: errmsg } : {}),
    ...(push_duration ? { pushDurationMs: push_duration } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
  }
}
