import express, { type Express, type Router } from 'express'
import type { Logger } from 'pino'
import type { TrustedProxies } from '../config/config.ts'
import { errorHandler } from './error-handler.ts'
import { KaiboError } from './kaibo-error.ts'
import { type FinishedRequest, requestContext } from './request-context.ts'

type Dependencies = {
  logger: Logger
  /** A clock that only ever grows. */
  nowMs: () => number
  newRequestId: () => string
  onRequest?: (request: FinishedRequest) => void
  trustedProxies: TrustedProxies
  documentRouter: Router
  operationRouter: Router
}

/** The Express app: all middleware, in order. */
export function createApp({
  documentRouter,
  operationRouter,
  trustedProxies,
  ...context
}: Dependencies): Express {
  const app = express()
  // Each of these costs a measurable part of every request, and none is used: queries are read by schema.
  app.disable('x-powered-by').disable('etag').set('query parser', false)
  // Only what these proxies say about a request's origin counts; a client cannot choose its own address.
  app.set('trust proxy', trustedProxies)
  app.use(requestContext(context))
  app.use(documentRouter)
  app.use(operationRouter)
  app.use(() => {
    throw new KaiboError('not_found', 'There is nothing at this address; /docs lists what there is.')
  })
  app.use(errorHandler(context.logger))
  return app
}
