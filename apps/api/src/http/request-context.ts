import type { OperationName } from '@kaibo/live-core'
import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { readRequestId } from './request-id.ts'

declare global {
  namespace Express {
    interface Locals {
      requestId: string
      /** Set by the router; absent where no operation has the address. */
      operation?: OperationName
    }
  }
}

/** A request whose answer is done. */
export type FinishedRequest = {
  operation: OperationName | 'none'
  /** `aborted`: the caller went before the answer was complete. */
  status: number | 'aborted'
  ms: number
}

type Dependencies = {
  logger: Logger
  /** A clock that only ever grows. */
  nowMs: () => number
  newRequestId: () => string
  onRequest?: (request: FinishedRequest) => void
}

/** Asked every few seconds, by everybody who watches: worth a line only when the answer is no. */
const PROBES: ReadonlySet<OperationName | 'none'> = new Set(['getHealth', 'getReadiness'])

/**
 * Gives every request an id and writes one line when its answer is done. Only the route's template is logged:
 * real paths hold the callback's secret word, and queries are the caller's text.
 */
export function requestContext({ logger, nowMs, newRequestId, onRequest }: Dependencies): RequestHandler {
  return (req, res, next) => {
    const startedAtMs = nowMs()
    res.locals.requestId = readRequestId(req.headers['x-request-id']) ?? newRequestId()
    res.setHeader('x-request-id', res.locals.requestId)
    res.on('close', () => {
      const request = { ...outcomeOf(res), ms: nowMs() - startedAtMs }
      const named = { requestId: res.locals.requestId, method: req.method, route: req.route?.path ?? 'none' }
      const level = PROBES.has(request.operation) && request.status === 200 ? 'debug' : 'info'
      logger[level]({ ...named, ...request, ms: Math.round(request.ms) }, 'request')
      onRequest?.(request)
    })
    next()
  }
}

const outcomeOf = (res: Response): Pick<FinishedRequest, 'operation' | 'status'> => ({
  operation: res.locals.operation ?? 'none',
  status: res.writableFinished ? res.statusCode : 'aborted',
})
