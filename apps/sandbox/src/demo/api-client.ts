import {
  errorAnswer,
  type ClientOperationName as OperationName,
  clientOperations as operations,
} from '@kaibo/live-core'
import type * as z from 'zod/mini'
import { ApiError, ApiUnreachable } from './api-error.ts'

type Answer<Name extends OperationName> = z.infer<(typeof operations)[Name]['answer']>

export type ApiCall = {
  token?: string
  params?: Record<string, string>
  query?: [name: string, value: string][]
  body?: object
  idempotencyKey?: string
}

export type ApiClient = {
  /**
   * Makes one call of the API's contract and checks its answer.
   * @throws {ApiError} when the API refuses, {ApiUnreachable} when there is no usable answer.
   */
  call<Name extends OperationName>(name: Name, call?: ApiCall): Promise<Answer<Name>>
}

export type ApiClientOptions = {
  /** Such as `http://127.0.0.1:7100`. */
  baseUrl: string
  timeoutMs?: number
  /** Breaks off calls under way when the caller stops. */
  signal?: AbortSignal
  fetch?: typeof globalThis.fetch
}

/** The public HTTP API, called as everybody calls it. */
export const createApiClient = ({
  baseUrl,
  timeoutMs = 10_000,
  signal,
  fetch = globalThis.fetch,
}: ApiClientOptions): ApiClient => ({
  async call<Name extends OperationName>(name: Name, call: ApiCall = {}): Promise<Answer<Name>> {
    const { method, path, answer } = operations[name]
    const url = new URL(fillPath(path, call.params), baseUrl)
    for (const [key, value] of call.query ?? []) url.searchParams.append(key, value)
    const response = await fetch(url, {
      method,
      headers: headersOf(call),
      body: method === 'POST' ? JSON.stringify(call.body ?? {}) : null,
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]),
    }).catch((error: unknown) => {
      throw new ApiUnreachable(baseUrl, error)
    })
    const body: unknown = await response.json().catch((error: unknown) => {
      throw new ApiUnreachable(baseUrl, error)
    })
    if (response.ok) return answer.parse(body) as Answer<Name>
    const refusal = errorAnswer.safeParse(body)
    throw new ApiError(name, response.status, refusal.data?.error)
  },
})

const headersOf = ({ token, idempotencyKey }: ApiCall): Record<string, string> => ({
  'content-type': 'application/json',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
})

const fillPath = (path: string, params: Record<string, string> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
