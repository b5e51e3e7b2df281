import type { RequestHandler } from 'express'
import { isLoopbackHost } from './loopback.ts'
import { proxyTo } from './proxy.ts'

/** What the panel of faults needs of the sandbox's control API; nothing else of it is within reach from here. */
const OFFERED: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^\/faults$/],
  ['PUT', /^\/faults$/],
  ['DELETE', /^\/faults$/],
  ['GET', /^\/streams$/],
  ['POST', /^\/streams\/[\w-]{1,64}\/(?:cut|drop)$/],
]

/** Mounted at a path of its own: hands what is offered to the sandbox, for pages of this machine only. */
export function sandboxControl(sandboxUrl: string): RequestHandler {
  const forward = proxyTo(sandboxUrl, { name: 'sandbox', path: (url) => `/control${url}` })
  return (request, response, next) => {
    // A page elsewhere can let a name of its own resolve to this machine; its requests then carry that name.
    if (!isLoopbackHost(request.hostname)) {
      response.status(403).type('text').send('Only for pages of this machine. 只限本机页面。\n')
      return
    }
    if (OFFERED.some(([method, path]) => method === request.method && path.test(request.url)))
      forward(request, response)
    else next()
  }
}
