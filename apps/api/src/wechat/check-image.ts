import * as z from 'zod/mini'
import { type TextScene, textScenes } from './check-text.ts'
import { readAnswer } from './read-answer.ts'
import type { WechatApi } from './wechat-api.ts'

/** `url` has to be one of our own: WeChat fetches it, and we never hand it an address that a client gave us. */
export type ImageToCheck = { url: string; openid: string; scene: TextScene }

const IMAGE = 2

const accepted = z.object({ trace_id: z.string().check(z.regex(/^[\x21-\x7e]{1,128}$/)) })

/**
 * Asks WeChat about an image (mediaCheckAsync, version 2). Answers the question's name; the verdict comes within half
 * an hour as an event `wxa_media_check` of the message push. Rejects with `OutsideError`.
 */
export async function checkImage(api: WechatApi, { url, openid, scene }: ImageToCheck): Promise<string> {
  const { trace_id } = await api.call({
    path: '/wxa/media_check_async',
    body: { media_url: url, media_type: IMAGE, version: 2, scene: textScenes[scene], openid },
    repeat: 'if-unknown',
    read: (text) => readAnswer(api.service, text, accepted),
  })
  return trace_id
}
