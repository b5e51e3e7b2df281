import { z } from 'zod'
import type { Acceptances } from './acceptances.ts'
import type { SentMessages } from './sent-messages.ts'
import type { Visitors } from './visitors.ts'
import { WechatError } from './wechat-error.ts'
import { readBody } from './wechat-parameters.ts'

const parameters = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.unknown() })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']),
})

/** What each kind of field holds: how many characters, or which form. */
const FIELDS: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/u,
  name: /^.{1,20}$/u,
  phrase: /^.{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  number: /^\d{1,32}(?:\.\d+)?$/,
  time: /^\d{4}[-年]\d{1,2}[-月]\d{1,2}日? \d{1,2}:\d{2}$|^\d{1,2}:\d{2}$/,
  date: /^\d{4}[-年]\d{1,2}[-月]\d{1,2}日?(?: \d{1,2}:\d{2})?$/,
}

type MessageOptions = {
  visitors: Visitors
  acceptances: Acceptances
  messages: SentMessages
  /** The templates of the account; all of them where none is named. */
  templates: readonly string[] | undefined
  pages: readonly string[]
}

/** `POST /cgi-bin/message/subscribe/send` (document subscribeMessage.send). @throws WechatError */
export function subscribeMessage(body: Buffer, options: MessageOptions): object {
  const { visitors, acceptances, messages, templates, pages } = options
  const { touser: openid, template_id: templateId, page = '', data, ...rest } = readBody(parameters, body)
  visitors.checkKnown(openid)
  if (templates && !templates.includes(templateId)) throw new WechatError(40037, 'invalid template_id')
  if (page !== '' && !pages.includes(page.split('?')[0] ?? '')) throw new WechatError(41030, 'invalid page')
  const fields = Object.fromEntries(
    Object.entries(data).map(([name, { value }]) => [name, checked(name, value)]),
  )
  if (!acceptances.take(openid, templateId)) {
    throw new WechatError(43101, 'user refuse to accept the msg')
  }
  messages.add({ openid, templateId, page, fields, state: rest.miniprogram_state })
  return {}
}

/** @throws WechatError 47003 that names the field */
function checked(name: string, value: unknown): string {
  const form = FIELDS[name.replace(/\d+$/, '')]
  if (typeof value === 'string' && form?.test(value)) return value
  throw new WechatError(47003, `argument invalid! data.${name}.value invalid`)
}
