import express, { Router } from 'express'
import { z } from 'zod'
import type { SandboxOperations } from '../sandbox-operations.ts'
import { invalidField } from './control-error.ts'
import { faultsSchema } from './faults.ts'
import { parseBody } from './parse-body.ts'
import { wechatControlRouter } from './wechat-control-router.ts'

const MOST_FORBIDDEN_SECONDS = 90 * 24 * 3600

const callbackUrlBody = z.strictObject({ url: z.string().nullable() })
const cutBody = z.strictObject({ mode: z.enum(['reset', 'freeze']).default('reset') })
const forbidBody = z.strictObject({ seconds: z.number().positive().max(MOST_FORBIDDEN_SECONDS) })

/** The sandbox's own control API: what one does in Tencent's console, and faults on demand. */
export function controlRouter(sandbox: SandboxOperations, clock: () => number): Router {
  const router = Router()
  router.use(express.json({ limit: '16kb' }))

  router.put('/callback-url', (request, response) => {
    const { url } = parseBody(callbackUrlBody, request.body)
    try {
      sandbox.setCallbackUrl(url)
    } catch (error) {
      throw invalidField('url', error instanceof Error ? error.message : 'invalid')
    }
    response.json({ configured: url !== null })
  })
  router.get('/callbacks', (_request, response) => {
    response.json({ counts: sandbox.deliveryCounts(), deliveries: sandbox.deliveries() })
  })

  router.get('/streams', (_request, response) => {
    response.json({ streams: sandbox.list(), forbidden: sandbox.forbidden() })
  })
  router.post('/streams/:name/drop', (request, response) => {
    response.json({ wasLive: sandbox.drop(request.params.name) })
  })
  router.post('/streams/:name/cut', (request, response) => {
    const { mode } = parseBody(cutBody, request.body ?? {})
    response.json({ wasLive: sandbox.cut(request.params.name, mode) })
  })
  router.post('/streams/:name/forbid', (request, response) => {
    const { seconds } = parseBody(forbidBody, request.body)
    response.json({ wasLive: sandbox.forbid(request.params.name, clock() + seconds * 1000) })
  })
  router.post('/streams/:name/allow', (request, response) => {
    sandbox.allow(request.params.name)
    response.json({})
  })

  router.get('/cloud', (_request, response) => {
    response.json({ actions: sandbox.cloudCounts() })
  })

  router.use('/wechat', wechatControlRouter(sandbox.wechat))

  router
    .route('/faults')
    .get((_request, response) => {
      response.json(sandbox.faults.current)
    })
    .put((request, response) => {
      sandbox.faults.set(parseBody(faultsSchema, request.body))
      response.json(sandbox.faults.current)
    })
    .delete((_request, response) => {
      sandbox.faults.clear()
      response.json(sandbox.faults.current)
    })
  return router
}
