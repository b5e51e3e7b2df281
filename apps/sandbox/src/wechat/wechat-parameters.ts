import { z } from 'zod'
import { WechatError } from './wechat-error.ts'

/** The body of a call: unknown fields are ignored, as WeChat does. @throws WechatError 47001 that names the field */
export function readBody<Output>(schema: z.ZodType<Output>, body: Buffer): Output {
  let value: unknown
  try {
    value = JSON.parse(body.toString())
  } catch {
    throw new WechatError(47001, 'data format error')
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new WechatError(47001, `data format error: ${issue?.path.join('.')}: ${issue?.message}`)
}

/** Where a text or an image stands. */
export const scene = z.int()

/** @throws WechatError 40129 */
export function checkScene(value: number): void {
  if (value < 1 || value > 4) throw new WechatError(40129, 'invalid scene')
}
