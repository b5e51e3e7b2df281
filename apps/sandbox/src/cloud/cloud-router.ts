import { setTimeout as delay } from 'node:timers/promises'
import express, { type ErrorRequestHandler, type Request, Router } from 'express'
import type { CloudFaults } from '../control/faults.ts'
import type { CallCounter } from './call-counts.ts'
import { toActionName } from './cloud-action-name.ts'
import type { CloudApi } from './cloud-api.ts'
import { CloudError } from './cloud-error.ts'
import { chooseFailure, fail, faultsOf } from './cloud-failure.ts'

export interface CloudRouterOptions {
  readonly api: CloudApi
  readonly counter: CallCounter
  readonly faults: () => CloudFaults
  readonly random: () => number
  readonly newRequestId: () => string
}

/** Tencent's API 3.0 at `POST /`: every answer is HTTP 200 with `{ Response: { …, RequestId } }`. */
export function cloudRouter(options: CloudRouterOptions): Router {
  const { api, counter, faults, random, newRequestId } = options
  const router = Router()
  const readBody = express.raw({ type: () => true, limit: '64kb' })

  router.post('/', readBody, async (request, response) => {
    const action = toActionName(request.get('x-tc-action'))
    counter.add(action, 'calls')
    const { delayMs, ...others } = faultsOf(faults(), action)
    if (delayMs !== undefined) await delay(delayMs, undefined, { ref: false })
    const failure = chooseFailure(others, random)
    if (failure) {
      counter.add(action, 'failed')
      fail(response, failure)
      return
    }
    try {
      const answer = api.call({ header: (name) => request.get(name), body: bodyOf(request) })
      response.json({ Response: { ...answer, RequestId: newRequestId() } })
    } catch (error) {
      counter.add(action, 'refused')
      throw error
    }
  })

  const toAnswer: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const { code, message } = error instanceof CloudError ? error : fromBodyParser(error)
    response.json({ Response: { Error: { Code: code, Message: message }, RequestId: newRequestId() } })
  }
  router.use(toAnswer)
  return router
}

// Without a body the parser leaves nothing.
function bodyOf({ body }: Request): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0)
}

function fromBodyParser(error: unknown): CloudError {
  const status = error instanceof Error && 'status' in error ? error.status : 500
  if (status === 413) return new CloudError('RequestSizeLimitExceeded', 'the body is larger than 64 KiB')
  return new CloudError('InternalError', 'the request could not be read')
}
