import * as z from 'zod/mini'
import { OutsideError } from '../outside/outside-error.ts'
import { type EnvVersion, messageStates } from './env-version.ts'
import { readAnswer } from './read-answer.ts'
import type { WechatApi } from './wechat-api.ts'

export type MessageToSend = {
  openid: string
  templateId: string
  /** The page that a tap opens, with its query. */
  page: string
  /** The template's fields by their names, such as `thing1`. */
  fields: Readonly<Record<string, string>>
  envVersion: EnvVersion
}

/**
 * `sent`: WeChat took it. `refused`: the person did not accept, or took it back, or blocked us (43101), or is no user
 * of ours (40003). `misconfigured`: no message of this template can be sent until a person mends it.
 */
export type MessageOutcome = 'sent' | 'refused' | 'misconfigured'

const REFUSED_BY_PERSON = new Set(['40003', '43101', '43104', '43107'])
/** Template, page or fields do not fit (40037, 41030, 47003), or messages are not allowed at all. */
const MISCONFIGURED = new Set(['40037', '41028', '41029', '41030', '43108', '47003', '48001'])

/**
 * Sends one subscription message (subscribeMessage.send). Never twice on its own: an acceptance is good for one
 * message, and a second try could use up another. Rejects with `OutsideError`.
 */
export async function sendMessage(api: WechatApi, message: MessageToSend): Promise<MessageOutcome> {
  const { openid, templateId, page, fields, envVersion } = message
  const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]))
  try {
    await api.call({
      path: '/cgi-bin/message/subscribe/send',
      body: {
        touser: openid,
        template_id: templateId,
        page,
        data,
        miniprogram_state: messageStates[envVersion],
        lang: 'zh_CN',
      },
      repeat: 'if-not-sent',
      read: (text) => readAnswer(api.service, text, z.object({ errcode: z.literal(0) })),
    })
    return 'sent'
  } catch (error) {
    if (!(error instanceof OutsideError) || error.kind !== 'refused' || error.code === undefined) throw error
    if (REFUSED_BY_PERSON.has(error.code)) return 'refused'
    if (MISCONFIGURED.has(error.code)) return 'misconfigured'
    throw error
  }
}
