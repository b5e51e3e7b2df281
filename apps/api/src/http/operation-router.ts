import { includesRole, type Operation, type OperationName, operations } from '@kaibo/live-core'
import { type Request, Router } from 'express'
import type { TakeTurn } from '../rate-limit/operation-limits.ts'
import type { Caller } from '../session/caller.ts'
import type { Handlers } from './handler.ts'
import { KaiboError } from './kaibo-error.ts'
import { mediaTypeOf, rawBodyOf, readBody } from './read-body.ts'
import { readRequest } from './read-request.ts'
import { originOf } from './request-origin.ts'
import { requestSource } from './request-source.ts'
import { sendAnswer } from './send-answer.ts'

/** Finds the person behind a request's bearer token; rejects with `unauthenticated`. */
export type Authenticate = (req: Request) => Promise<Caller>

type Doors = { authenticate: Authenticate; takeTurn: TakeTurn }

/**
 * Mounts every operation of the contract. Per call: session and role, then the person's limit, then body, then
 * validation, then the handler.
 */
export function operationRouter(handlers: Handlers, doors: Doors): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const names = Object.keys(operations) as OperationName[]
  for (const name of names) mount(router, name, handlers[name] as AnyHandler, doors)
  for (const path of new Set(names.map((name) => operations[name].path))) refuseOtherMethods(router, path)
  return router
}

/** The handlers are checked one by one by `Handlers`; here, in a loop over all of them, only the shape matters. */
type AnyHandler = (request: unknown) => Promise<unknown>

function mount(router: Router, name: OperationName, handler: AnyHandler, doors: Doors): void {
  const operation: Operation = operations[name]
  const method = operation.method === 'GET' ? 'get' : 'post'
  router[method](expressPath(operation.path), async (req, res) => {
    res.locals.operation = name
    const user = await admit(operation, req, doors.authenticate)
    if (user) await doors.takeTurn(name, user)
    // After authentication, so that nobody unknown makes us read one.
    await readBody(operation, req, res)
    const request = readRequest(operation, req)
    const source = operation.access.by === 'service' ? requestSource(req) : undefined
    const parts = { ...request, ...rawParts(operation, req) }
    const answer = await handler({ ...parts, user, source, origin: originOf(req) })
    sendAnswer(operation, res, answer)
  })
}

function rawParts({ rawBody }: Operation, req: Request): { rawBody?: Buffer; mediaType?: string } {
  if (!rawBody) return {}
  const mediaType = rawBody === true ? {} : { mediaType: mediaTypeOf(rawBody.mediaTypes, req) }
  return { rawBody: rawBodyOf(req), ...mediaType }
}

/** The caller, when the operation needs one with at least its role. */
async function admit(
  { access }: Operation,
  req: Request,
  authenticate: Authenticate,
): Promise<Caller | undefined> {
  if (access.by === 'anyone' || access.by === 'service') return undefined
  const caller = await authenticate(req)
  if (includesRole(caller.role, access.by)) return caller
  throw new KaiboError('not_allowed', `This call is for ${access.by}s: ask an operator for that role.`)
}

const expressPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1')

function refuseOtherMethods(router: Router, path: string): void {
  const allowed = Object.values(operations)
    .filter((operation) => operation.path === path)
    .map((operation) => operation.method)
  router.all(expressPath(path), () => {
    throw new KaiboError('method_not_allowed', `This address answers ${allowed.join(' and ')} only.`, {
      headers: { allow: allowed.join(', ') },
    })
  })
}
