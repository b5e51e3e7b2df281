import type * as z from 'zod/mini'
import type { ErrorCode } from '../error/error-code.ts'

/** One call of the API: everything that both ends and the OpenAPI document derive from. */
export type Operation = {
  method: 'GET' | 'POST'
  /** The path with its parameters in braces, as OpenAPI writes it: `/v1/rooms/{roomId}`. */
  path: string
  summary: string
  /** `session`: a bearer session token is required. */
  auth: 'none' | 'session'
  params?: z.ZodMiniType
  query?: z.ZodMiniType
  headers?: z.ZodMiniType
  body?: z.ZodMiniType
  /** The body is taken as bytes of any content type, for a caller whose format is not ours to choose. */
  rawBody?: true
  status: 200 | 201
  answer: z.ZodMiniType
  /** Errors of this call besides those that every call may answer. */
  errors: readonly ErrorCode[]
}
