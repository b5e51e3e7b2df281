import { z } from 'zod'
import { codePicture } from './code-picture.ts'
import { WechatError } from './wechat-error.ts'
import { readBody } from './wechat-parameters.ts'

/** The visible characters that a scene may hold. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@._~-]{1,32}$/

const parameters = z.object({
  scene: z.string(),
  page: z.string().optional(),
  check_path: z.boolean().default(true),
  env_version: z.enum(['release', 'trial', 'develop']).default('release'),
  width: z.int().min(280).max(1280).default(430),
})

/** `POST /wxa/getwxacodeunlimit` (document getUnlimitedQRCode). Answers a picture. @throws WechatError */
export function unlimitedCode(body: Buffer, { pages }: { pages: readonly string[] }): Buffer {
  const asked = readBody(parameters, body)
  if (!SCENE.test(asked.scene))
    throw new WechatError(40169, 'invalid length for scene, or the data is not json string')
  if (asked.page !== undefined && asked.check_path && !pages.includes(asked.page)) {
    throw new WechatError(41030, 'invalid page')
  }
  return codePicture(asked.scene, asked.width)
}
