import * as z from 'zod/mini'
import type { ImageVerdict } from '../image/image-judge.ts'
import { suggestion } from '../wechat/check-text.ts'

/** What WeChat tells us, as far as anybody here waits for it. */
export type PushEvent =
  | { kind: 'image-checked'; traceId: string; verdict: ImageVerdict }
  | { kind: 'other'; name: string }

/** Unknown fields are ignored: WeChat adds some. */
const anyEvent = z.looseObject({ MsgType: z.string(), Event: z.optional(z.string()) })

const imageChecked = z.looseObject({
  appid: z.optional(z.string()),
  trace_id: z.string().check(z.regex(/^[\x21-\x7e]{1,128}$/)),
  errcode: z.optional(z.int()),
  result: z.optional(z.looseObject({ suggest: z.catch(z.nullable(suggestion), null) })),
})

/** Reads a message of version 2 of mediaCheckAsync, or says what other one it is. Throws for what is no message. */
export function readPushEvent(text: string, appId: string): PushEvent {
  const message: unknown = JSON.parse(text)
  const { MsgType, Event = '' } = anyEvent.parse(message)
  const name = `${MsgType}/${Event}`.slice(0, 80)
  if (Event !== 'wxa_media_check') return { kind: 'other', name }
  const { appid = appId, trace_id, errcode = 0, result } = imageChecked.parse(message)
  if (appid !== appId) throw new Error('The event is about another mini-program')
  // As with texts: only a verdict is one, whatever else says that all went well.
  const suggested = errcode === 0 ? result?.suggest : null
  return { kind: 'image-checked', traceId: trace_id, verdict: suggested ?? 'undecided' }
}
