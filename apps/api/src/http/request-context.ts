import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'

declare global {
  namespace Express {
    interface Locals {
      requestId: string
    }
  }
}

type Dependencies = { logger: Logger; clock: Clock; newRequestId: () => string }

/**
 * Gives every request an id and writes one line when its answer is done. Only the route's template is logged:
 * real paths hold the callback's secret word, and queries are the caller's text.
 */
export function requestContext({ logger, clock, newRequestId }: Dependencies): RequestHandler {
  return (req, res, next) => {
    const startedAtMs = clock()
    res.locals.requestId = newRequestId()
    res.setHeader('x-request-id', res.locals.requestId)
    res.on('close', () => {
      logger.info(
        {
          requestId: res.locals.requestId,
          method: req.method,
          route: req.route?.path ?? 'none',
          status: res.writableFinished ? res.statusCode : 'aborted',
          ms: clock() - startedAtMs,
        },
        'request',
      )
    })
    next()
  }
}
