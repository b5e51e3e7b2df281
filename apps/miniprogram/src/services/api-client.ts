import {
  errorAnswer,
  type JsonOperation,
  type Operation,
  type ClientOperationName as OperationName,
  clientOperations as operations,
} from '@kaibo/live-core'
import type * as z from 'zod/mini'
import { type HttpResponse, RequestFailed, type SendRequest } from '../platform/request.ts'
import { ApiFailure } from './api-error.ts'

type Contract = typeof operations
type Part<Name extends OperationName, Key extends keyof Operation> = Key extends keyof Contract[Name]
  ? Contract[Name][Key] extends z.ZodMiniType
    ? z.input<Contract[Name][Key]>
    : undefined
  : undefined

/** The parts of a request, typed by the operation's own schemas. */
export type ApiCall<Name extends OperationName> = {
  [Key in 'params' | 'query' | 'headers' | 'body' as Part<Name, Key> extends undefined ? never : Key]?: Part<
    Name,
    Key
  >
}

export type ApiAnswer<Name extends OperationName> = z.output<Contract[Name]['answer']>

export type CallApi = <Name extends OperationName>(
  name: Name,
  call: ApiCall<Name>,
  token?: string,
) => Promise<ApiAnswer<Name>>

type Dependencies = {
  baseUrl: string
  version: string
  send: SendRequest
  timeoutMs?: number
  /** Told the `Date` header of every answer. */
  onServerDate?: (date: string) => void
}

/** Calls one operation of the contract and checks its answer. @throws ApiFailure, and nothing else */
export function createApiClient({
  baseUrl,
  version,
  send,
  timeoutMs = 10_000,
  onServerDate,
}: Dependencies): CallApi {
  return async (name, call, token) => {
    const operation: JsonOperation = operations[name]
    // Which parts an operation has is known by its type parameter; here, for all of them, only the shape matters.
    const { params, query, headers, body } = call as LooseCall
    const response = await send({
      method: operation.method,
      url: baseUrl + fillPath(operation.path, params) + queryString(query),
      headers: {
        'Kaibo-Client-Version': version,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(operation.method === 'POST' ? { body: body ?? {} } : {}),
      timeoutMs,
    }).catch((error: unknown) => {
      throw noAnswer(error)
    })
    const { date } = response.headers
    if (date !== undefined) onServerDate?.(date)
    if (response.status >= 400) throw refusal(response)
    const answer = operation.answer.safeParse(response.body)
    if (!answer.success) throw new ApiFailure('bad_answer', `${name} was answered ${response.status}`)
    return answer.data as ApiAnswer<typeof name>
  }
}

type LooseCall = {
  params?: Record<string, string>
  query?: Record<string, string | string[] | undefined>
  headers?: Record<string, string>
  body?: object
}

const noAnswer = (error: unknown): ApiFailure =>
  error instanceof RequestFailed && error.timedOut
    ? new ApiFailure('timeout', error.message)
    : new ApiFailure('offline', error instanceof Error ? error.message : String(error))

function refusal({ status, headers, body }: HttpResponse): ApiFailure {
  const answer = errorAnswer.safeParse(body)
  const retryAfterMs = readRetryAfterMs(headers['retry-after'])
  // A proxy's own page, not ours: the API behind it is down.
  if (!answer.success) {
    return new ApiFailure(status >= 500 ? 'unavailable' : 'bad_answer', `status ${status}`, { retryAfterMs })
  }
  const { code, message, requestId } = answer.data.error
  return new ApiFailure(code, message, { requestId, retryAfterMs })
}

/** Whole seconds, as the API sends them; a date or nonsense says nothing. */
const readRetryAfterMs = (seconds: string | undefined): number | undefined =>
  seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined

const fillPath = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

/** Written by hand: mini-programs have no URLSearchParams. A list repeats its name. */
function queryString(query: LooseCall['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(
      (item) => `${encodeURIComponent(name)}=${encodeURIComponent(item)}`,
    ),
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
