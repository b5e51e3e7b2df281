import { setTimeout as delay } from 'node:timers/promises'
import { type Request, type Response, Router } from 'express'
import type { WechatFaults } from '../control/faults.ts'
import {
  type CodeToSessionOptions,
  codeToSession,
  failure,
  type SessionAnswer,
  type SessionQuestion,
} from './code-to-session.ts'

export interface WechatRouterOptions extends CodeToSessionOptions {
  readonly faults: () => WechatFaults
}

/** WeChat's server API, as much of it as logging in needs. */
export function wechatRouter(options: WechatRouterOptions): Router {
  const router = Router()
  router.get('/sns/jscode2session', async (request, response) => {
    const faults = options.faults()
    if (faults.delayMs !== undefined) await delay(faults.delayMs, undefined, { ref: false })
    if (faults.status !== undefined) {
      response.status(faults.status).type('text/plain').send('')
    } else if (faults.errcode !== undefined) {
      answer(response, failure(faults.errcode, 'fault on demand'))
    } else {
      answer(response, codeToSession(options, question(request)))
    }
  })
  return router
}

// WeChat labels its JSON as plain text; a client that trusts the label must fail here too.
function answer(response: Response, body: SessionAnswer): void {
  response.status(200).type('text/plain').send(JSON.stringify(body))
}

function question(request: Request): SessionQuestion {
  const fields = ['appid', 'secret', 'js_code', 'grant_type'] as const
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = request.query[field]
      return typeof value === 'string' ? [[field, value]] : []
    }),
  )
}
