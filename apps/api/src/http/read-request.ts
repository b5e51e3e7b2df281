import type { Operation } from '@kaibo/live-core'
import type { Request } from 'express'
import * as z from 'zod/mini'
import { readQuery } from './read-query.ts'
import { type RequestPart, validate } from './validate.ts'

/** The validated parts of a request, typed by the operation's schemas. */
export type ReadRequest<Op extends Operation> = {
  params: Part<Op, 'params'>
  query: Part<Op, 'query'>
  headers: Part<Op, 'headers'>
  body: Part<Op, 'body'>
}

type Part<Op extends Operation, Name extends RequestPart> = Op[Name] extends z.ZodMiniType
  ? z.output<Op[Name]>
  : undefined

const NO_QUERY = z.strictObject({})

/**
 * Validates every part of a request that the operation declares. A path that matches no id is answered like
 * an absent thing; a call that declares no query takes none.
 */
export function readRequest<Op extends Operation>(operation: Op, req: Request): ReadRequest<Op> {
  const { params, query = NO_QUERY, headers, body } = operation
  const parts = {
    params: params && validate('params', params, req.params),
    query: validate('query', query, readQuery(req.url, query)),
    headers: headers && validate('headers', headers, req.headers),
    body: body && validate('body', body, req.body ?? {}),
  }
  return parts as ReadRequest<Op>
}
