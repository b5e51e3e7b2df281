import { z } from 'zod'
import { judge, verdictFields } from './content-verdict.ts'
import type { Visitors } from './visitors.ts'
import { WechatError } from './wechat-error.ts'
import { checkScene, readBody, scene } from './wechat-parameters.ts'

const MOST_CHARACTERS = 2_500

const parameters = z.object({
  content: z.string(),
  version: z.literal(2),
  scene,
  openid: z.string(),
})

/** `POST /wxa/msg_sec_check`, version 2 (document msgSecCheck). @throws WechatError */
export function textCheck(
  body: Buffer,
  { visitors, newTraceId }: { visitors: Visitors; newTraceId: () => string },
): object {
  const asked = readBody(parameters, body)
  if (asked.content === '') throw new WechatError(44002, 'empty post data')
  if (Array.from(asked.content).length > MOST_CHARACTERS) throw new WechatError(47001, 'content is too long')
  checkScene(asked.scene)
  visitors.checkRecent(asked.openid)
  return { trace_id: newTraceId(), ...verdictFields(judge(asked.content)) }
}
