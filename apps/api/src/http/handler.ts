import type { Operation, OperationName, operations } from '@kaibo/live-core'
import type * as z from 'zod/mini'
import type { Caller } from '../session/caller.ts'
import type { ReadRequest } from './read-request.ts'

/** What a handler gets: validated parts, and who asks where the operation demands a session. */
export type OperationRequest<Op extends Operation> = ReadRequest<Op> & {
  user: Op['access']['by'] extends 'anyone' | 'service' ? undefined : Caller
  /** The bytes as they came, where the operation's body is raw. */
  rawBody: Op['rawBody'] extends true ? Buffer : undefined
}

/** Answers one operation. It returns the answer; status, headers and errors are the router's business. */
export type Handler<Name extends OperationName> = (
  request: OperationRequest<(typeof operations)[Name]>,
) => Promise<z.output<(typeof operations)[Name]['answer']>>

/** A handler for every operation of the contract: one that is missing does not compile. */
export type Handlers = { [Name in OperationName]: Handler<Name> }
