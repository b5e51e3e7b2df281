import { Router } from 'express'
import { z } from 'zod'
import type { WechatOperations } from '../wechat/wechat-operations.ts'
import { invalidField } from './control-error.ts'
import { parseBody } from './parse-body.ts'

const pushUrlBody = z.strictObject({ url: z.string().nullable() })
const acceptanceBody = z.strictObject({
  openid: z.string().min(1),
  templateId: z.string().min(1),
  times: z.int().min(1).max(100).default(1),
})
const personBody = z.strictObject({ openid: z.string().min(1) })
const endTokensBody = z.strictObject({ how: z.enum(['expired', 'revoked']).default('expired') })

/** What one does in WeChat's console and on a phone, and what WeChat was asked and told. */
export function wechatControlRouter(wechat: WechatOperations): Router {
  const router = Router()

  router.get('/', (_request, response) => {
    response.json({
      calls: wechat.counts(),
      messages: wechat.messages(),
      imageUrls: wechat.imageUrls(),
      pushes: wechat.pushes(),
    })
  })
  router.put('/push-url', async (request, response) => {
    const { url } = parseBody(pushUrlBody, request.body)
    try {
      await wechat.setPushUrl(url)
    } catch (error) {
      throw invalidField('url', error instanceof Error ? error.message : 'invalid')
    }
    response.json({ configured: url !== null })
  })
  router.post('/acceptances', (request, response) => {
    const { openid, templateId, times } = parseBody(acceptanceBody, request.body)
    wechat.accept(openid, templateId, times)
    response.json({})
  })
  router.post('/away', (request, response) => {
    wechat.leave(parseBody(personBody, request.body).openid)
    response.json({})
  })
  router.post('/end-tokens', (request, response) => {
    wechat.endTokens(parseBody(endTokensBody, request.body ?? {}).how)
    response.json({})
  })
  return router
}
