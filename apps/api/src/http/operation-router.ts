import { includesRole, type Operation, type OperationName, operations } from '@kaibo/live-core'
import express, { type Request, type RequestHandler, Router } from 'express'
import type { Caller } from '../session/caller.ts'
import type { Handlers } from './handler.ts'
import { KaiboError } from './kaibo-error.ts'
import { readRequest } from './read-request.ts'

const BODY_LIMIT = '16kb'
const RAW_BODY_LIMIT = '8kb'

/** Finds the person behind a request's bearer token; rejects with `unauthenticated`. */
export type Authenticate = (req: Request) => Promise<Caller>

/** Mounts every operation of the contract. Per call: session and role, then body, then validation, then the handler. */
export function operationRouter(handlers: Handlers, authenticate: Authenticate): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const names = Object.keys(operations) as OperationName[]
  for (const name of names) mount(router, operations[name], handlers[name] as AnyHandler, authenticate)
  for (const path of new Set(names.map((name) => operations[name].path))) refuseOtherMethods(router, path)
  return router
}

/** The handlers are checked one by one by `Handlers`; here, in a loop over all of them, only the shape matters. */
type AnyHandler = (request: unknown) => Promise<unknown>

function mount(router: Router, operation: Operation, handler: AnyHandler, authenticate: Authenticate): void {
  const method = operation.method === 'GET' ? 'get' : 'post'
  router[method](expressPath(operation.path), async (req, res) => {
    const user = await admit(operation, req, authenticate)
    await readBody(operation, req, res)
    const request = readRequest(operation, req)
    const rawBody: unknown = operation.rawBody ? (req.body ?? Buffer.alloc(0)) : undefined
    const answer = await handler({ ...request, user, rawBody })
    if (operation.method === 'POST') res.setHeader('cache-control', 'no-store')
    res.status(operation.status).json(answer)
  })
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

const parseJson = express.json({ limit: BODY_LIMIT, inflate: false })
const parseRaw = express.raw({ limit: RAW_BODY_LIMIT, inflate: false, type: () => true })

/** Reads the body after authentication, so that nobody unknown makes us read one. */
async function readBody(
  operation: Operation,
  req: Request,
  res: Parameters<RequestHandler>[1],
): Promise<void> {
  if (operation.rawBody) return parsed(parseRaw, req, res)
  if (!hasBody(req)) return
  if (operation.method === 'GET') {
    throw new KaiboError('invalid_request', 'This call takes no body.')
  }
  if (!req.is('application/json')) {
    throw new KaiboError('unsupported_media_type', 'Send the body as application/json.')
  }
  return parsed(parseJson, req, res)
}

const hasBody = (req: Request) =>
  req.headers['transfer-encoding'] !== undefined || (req.headers['content-length'] ?? '0') !== '0'

const parsed = (parser: RequestHandler, req: Request, res: Parameters<RequestHandler>[1]) =>
  new Promise<void>((resolve, reject) => {
    void parser(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
  })

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
