import type { Operation, OperationName, operations, RawBody } from '@kaibo/live-core'
import type * as z from 'zod/mini'
import type { Caller } from '../session/caller.ts'
import type { ReadRequest } from './read-request.ts'
import type { RequestOrigin } from './request-origin.ts'
import type { RequestSource } from './request-source.ts'

/** What a handler gets: validated parts, and who asks where the operation demands a session. */
export type OperationRequest<Op extends Operation> = ReadRequest<Op> & {
  user: Op['access']['by'] extends 'anyone' | 'service' ? undefined : Caller
  origin: RequestOrigin
  /** Where another server calls: who is at the other end of its connection. */
  source: Op['access']['by'] extends 'service' ? RequestSource : undefined
  /** The bytes as they came, where the operation's body is raw, and their content type. */
  rawBody: Op['rawBody'] extends RawBody ? Buffer : undefined
  mediaType: Op['rawBody'] extends { mediaTypes: readonly (infer MediaType)[] } ? MediaType : undefined
}

/** An answer that is no JSON; `headers` come on top of the content type. */
export type AnswerBytes<MediaType extends string = string> = {
  mediaType: MediaType
  bytes: Buffer
  headers?: Record<string, string>
}

type AnswerOf<Op extends Operation> = Op['answer'] extends z.ZodMiniType
  ? z.output<Op['answer']>
  : Op['answer'] extends { mediaTypes: readonly (infer MediaType extends string)[] }
    ? AnswerBytes<MediaType>
    : never

/** Answers one operation. It returns the answer; status, headers and errors are the router's business. */
export type Handler<Name extends OperationName> = (
  request: OperationRequest<(typeof operations)[Name]>,
) => Promise<AnswerOf<(typeof operations)[Name]>>

/** A handler for every operation of the contract: one that is missing does not compile. */
export type Handlers = { [Name in OperationName]: Handler<Name> }
