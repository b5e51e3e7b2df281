import type * as z from 'zod/mini'
import type { ErrorCode } from '../error/error-code.ts'
import type { Role } from '../session/role.ts'
import type { BytesAnswer, RawBody } from './raw-content.ts'

/**
 * Who may call an operation, and on whose object. Every operation declares it; a test tries every cell of the matrix.
 *
 * `by`: `anyone` needs no session; `service` is another server that proves itself in its own way; a role needs a session
 * of a person with at least that role, others get `not_allowed`. `on: 'own'`: only on an object of the caller's own;
 * another's is answered like one that does not exist, except to those from `orBy` on.
 */
export type Access =
  | { by: 'anyone' | 'service' }
  | { by: Role; on?: 'any' }
  | { by: Role; on: 'own'; orBy?: Role }

/** One call of the API: everything that both ends and the OpenAPI document derive from. */
export type Operation = {
  method: 'GET' | 'POST'
  /** The path with its parameters in braces, as OpenAPI writes it: `/v1/rooms/{roomId}`. */
  path: string
  summary: string
  access: Access
  params?: z.ZodMiniType
  query?: z.ZodMiniType
  headers?: z.ZodMiniType
  body?: z.ZodMiniType
  /** The body is taken as bytes instead of JSON. */
  rawBody?: RawBody
  status: 200 | 201
  answer: z.ZodMiniType | BytesAnswer
  /** Errors of this call besides those that every call may answer. */
  errors: readonly ErrorCode[]
}

/** A call that is answered with JSON. */
export type JsonOperation = Operation & { answer: z.ZodMiniType }
