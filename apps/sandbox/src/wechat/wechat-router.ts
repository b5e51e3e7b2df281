import { setTimeout as delay } from 'node:timers/promises'
import express, { type Request, type Response, Router } from 'express'
import type { WechatFaults } from '../control/faults.ts'
import type { WechatCounter } from './call-counts.ts'
import type { SessionQuestion } from './code-to-session.ts'
import { WECHAT_PATHS, type WechatCall } from './wechat-call.ts'
import { WechatError } from './wechat-error.ts'
import { fail, faultsOf } from './wechat-failure.ts'

/** What a call is answered with: the fields of its JSON, or a picture. */
export type WechatAnswer = object | Buffer

export interface WechatRouterOptions {
  /** @throws WechatError */
  readonly logIn: (question: SessionQuestion) => object
  /** The calls that are posted, each with its access token. @throws WechatError */
  readonly calls: Readonly<
    Record<Exclude<WechatCall, 'login'>, (body: Buffer, accessToken: string | undefined) => WechatAnswer>
  >
  readonly counter: WechatCounter
  readonly faults: () => WechatFaults
}

/** WeChat's server API, as much of it as Kaibo calls. */
export function wechatRouter({ logIn, calls, counter, faults }: WechatRouterOptions): Router {
  const router = Router()
  const serve = (call: WechatCall, work: (request: Request) => WechatAnswer) => {
    return async (request: Request, response: Response) => {
      counter.add(call, 'calls')
      const { delayMs, status, errcode, failure } = faultsOf(faults(), call)
      if (delayMs !== undefined) await delay(delayMs, undefined, { ref: false })
      if (failure !== undefined) fail(response, failure)
      else if (status !== undefined) response.status(status).type('text/plain').send('')
      else if (errcode !== undefined) answer(response, { errcode, errmsg: 'fault on demand' })
      else
        answer(
          response,
          tried(
            () => work(request),
            () => counter.add(call, 'refused'),
          ),
        )
    }
  }
  router.get(
    WECHAT_PATHS.login,
    serve('login', (request) => logIn(question(request))),
  )
  const readBody = express.raw({ type: () => true, limit: '64kb' })
  for (const call of Object.keys(calls) as (keyof typeof calls)[]) {
    const work = serve(call, (request) => {
      const done = calls[call](bodyOf(request), word(request.query.access_token))
      // On success most calls say so, but a login and a token do not.
      return call === 'token' || Buffer.isBuffer(done) ? done : { errcode: 0, errmsg: 'ok', ...done }
    })
    router.post(WECHAT_PATHS[call], readBody, work)
  }
  return router
}

/** A refusal is an answer as well. */
function tried(work: () => WechatAnswer, onRefusal: () => void): WechatAnswer {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    onRefusal()
    return { errcode: error.errcode, errmsg: error.message }
  }
}

// WeChat labels its JSON as plain text; a client that trusts the label must fail here too.
function answer(response: Response, body: WechatAnswer): void {
  if (Buffer.isBuffer(body)) response.status(200).type('image/png').send(body)
  else response.status(200).type('text/plain').send(JSON.stringify(body))
}

const word = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

// Without a body the parser leaves nothing.
const bodyOf = ({ body }: Request): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

function question(request: Request): SessionQuestion {
  const fields = ['appid', 'secret', 'js_code', 'grant_type'] as const
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = word(request.query[field])
      return value === undefined ? [] : [[field, value]]
    }),
  )
}
