import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import { ControlError } from './control/control-error.ts'
import { isLoopbackHost, isLoopbackOrigin } from './net/loopback.ts'

const INDEX =
  'Kaibo sandbox: WeChat server API at /sns, /cgi-bin and /wxa, Tencent Cloud API at POST /, control API at /control\n'

/** The outside services' APIs and the control API on one port, in this order. */
export function createServicesApp(routers: Record<'cloud' | 'wechat' | 'control', RequestHandler>): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use(onlyThisMachine)
  app.get('/', (_request, response) => {
    response.type('text/plain').send(INDEX)
  })
  app.use(routers.cloud)
  app.use(routers.wechat)
  app.use('/control', routers.control)
  app.use((request) => {
    throw new ControlError(404, 'not-found', { message: `nothing at ${request.method} ${request.path}` })
  })
  app.use(toAnswer)
  return app
}

// A web page anywhere can make the browser on this machine send requests here, by address or by a name of its
// own that it lets resolve to 127.0.0.1.
const onlyThisMachine: RequestHandler = (request, _response, next) => {
  const { origin } = request.headers
  if (!isLoopbackHost(request.hostname) || (origin !== undefined && !isLoopbackOrigin(origin))) {
    throw new ControlError(403, 'forbidden', { message: 'only for programs and pages of this machine' })
  }
  next()
}

const toAnswer: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error)
    return
  }
  const known = error instanceof ControlError ? error : fromBodyParser(error)
  const { status, code, message, issues } = known
  response.status(status).json({ error: { code, message, ...(issues.length > 0 ? { issues } : {}) } })
}

function fromBodyParser(error: unknown): ControlError {
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status >= 400 && status < 500)
    return new ControlError(status, 'invalid', { message: 'the body is not valid JSON' })
  return new ControlError(500, 'internal', { message: 'the sandbox failed' })
}
