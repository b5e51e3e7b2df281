import express, { type Express, type Router } from 'express'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { errorHandler } from './error-handler.ts'
import { KaiboError } from './kaibo-error.ts'
import { requestContext } from './request-context.ts'

type Dependencies = {
  logger: Logger
  clock: Clock
  newRequestId: () => string
  documentRouter: Router
  operationRouter: Router
}

/** The Express app: all middleware, in order. */
export function createApp({ documentRouter, operationRouter, ...context }: Dependencies): Express {
  const app = express()
  // Each of these costs a measurable part of every request, and none is used: queries are read by schema.
  app.disable('x-powered-by').disable('etag').set('query parser', false)
  app.use(requestContext(context))
  app.use(documentRouter)
  app.use(operationRouter)
  app.use(() => {
    throw new KaiboError('not_found', 'There is nothing at this address; /docs lists what there is.')
  })
  app.use(errorHandler(context.logger))
  return app
}
