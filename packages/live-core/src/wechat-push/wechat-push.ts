import * as z from 'zod/mini'

const short = z.string().check(z.maxLength(256))

/** What WeChat signs with. It may add parameters; those that are not known are ignored. */
const signed = { signature: short, timestamp: short, nonce: short }

/** The question by which WeChat's console finds out whether the address is ours. */
export const verifyWechatPushQuery = z.object({ ...signed, echostr: short })

/** In the encrypted mode, `msg_signature` signs the message itself; `signature` signs none in either mode. */
export const wechatPushQuery = z.object({
  ...signed,
  msg_signature: z.optional(short),
  encrypt_type: z.optional(short),
})
export type WechatPushQuery = z.infer<typeof wechatPushQuery>
