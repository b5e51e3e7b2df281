import type { Phone } from '../phone/phone.ts'
import type { PhoneLog } from '../phone/phone-log.ts'
import { asyncApi, type Options, type Result, WxFail } from './async-api.ts'

const DEFAULT_TIMEOUT_MS = 60_000

/** The API lives behind the preview's own origin, so that no CORS stands between; other hosts stay what they are. */
export function ownAddress(url: string): string {
  const parsed = new URL(url)
  return /^\/(v1\/|healthz$)/.test(parsed.pathname)
    ? `${location.origin}${parsed.pathname}${parsed.search}`
    : url
}

interface Call {
  readonly options: Options
  readonly abort: AbortController
  readonly headers: Set<(result: Result) => void>
}

export function requestApis({ phone, log }: { phone: Phone; log: PhoneLog }) {
  return {
    request: (given: Options = {}) => {
      const abort = new AbortController()
      const headers = new Set<(result: Result) => void>()
      const api = asyncApi('request', (options) => send({ options, abort, headers }, { phone, log }))
      const task = {
        abort: () => abort.abort(new WxFail('abort', { errno: 600_000 })),
        onHeadersReceived: (listener: (result: Result) => void) => void headers.add(listener),
        offHeadersReceived: (listener: (result: Result) => void) => void headers.delete(listener),
      }
      const result = api(given)
      // With callbacks there is only the task; without, the promise carries the task's methods.
      return result instanceof Promise ? Object.assign(result, task) : task
    },
  }
}

async function send(call: Call, { phone, log }: { phone: Phone; log: PhoneLog }): Promise<Result> {
  const { options, abort } = call
  const method = String(options.method ?? 'GET').toUpperCase()
  const url = urlOf(options, method)
  const startedAt = performance.now()
  const entry = { kind: 'call' as const, method, path: new URL(url).pathname + new URL(url).search }
  const milliseconds = () => Math.round(performance.now() - startedAt)
  const stopWatching = phone.on('network', (online) => {
    if (!online) abort.abort(new WxFail('net::ERR_NETWORK_CHANGED', { errno: 600_001 }))
  })
  const timeoutMs = Number(options.timeout ?? DEFAULT_TIMEOUT_MS)
  const timer = setTimeout(() => abort.abort(new WxFail('timeout', { errno: 5 })), timeoutMs)
  try {
    if (!phone.online) throw new WxFail('net::ERR_INTERNET_DISCONNECTED', { errno: 600_001 })
    const response = await fetch(url, {
      method,
      ...bodyOf(options, method),
      signal: abort.signal,
      credentials: 'omit',
    })
    const header = Object.fromEntries(response.headers)
    for (const listener of call.headers) listener({ header, statusCode: response.status, cookies: [] })
    const data = await dataOf(response, options)
    log.add({ ...entry, status: response.status, milliseconds: milliseconds(), ...errorCodeOf(data) })
    log.noteRooms(data)
    return { data, statusCode: response.status, header, cookies: [] }
  } catch (error) {
    const reason = abort.signal.aborted ? abort.signal.reason : error
    const failure =
      reason instanceof WxFail
        ? reason
        : new WxFail(`net::ERR_FAILED (${String(reason)})`, { errno: 600_001 })
    log.add({ ...entry, status: 0, milliseconds: milliseconds(), error: failure.message })
    throw failure
  } finally {
    clearTimeout(timer)
    stopWatching()
  }
}

function urlOf({ url, data }: Options, method: string): string {
  if (!/^https?:\/\//.test(String(url))) throw new WxFail('invalid url')
  const address = new URL(ownAddress(String(url)))
  if (method === 'GET' && data !== null && typeof data === 'object') {
    for (const [name, value] of Object.entries(data)) address.searchParams.append(name, String(value))
  }
  return address.href
}

function bodyOf({ data, header }: Options, method: string): Pick<RequestInit, 'headers' | 'body'> {
  const given = Object.entries((header ?? {}) as Record<string, unknown>).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  )
  const headers: Record<string, string> = { 'content-type': 'application/json', ...Object.fromEntries(given) }
  if (method === 'GET' || method === 'HEAD' || data === undefined) {
    const { 'content-type': _, ...rest } = headers
    return { headers: method === 'GET' || method === 'HEAD' ? rest : headers }
  }
  if (typeof data === 'string' || data instanceof ArrayBuffer) return { headers, body: data }
  if (!headers['content-type']?.includes('urlencoded')) return { headers, body: JSON.stringify(data) }
  return { headers, body: new URLSearchParams(data as Record<string, string>).toString() }
}

/** As on a phone: JSON when it parses, whatever the content type says, otherwise the text. */
async function dataOf(response: Response, { dataType, responseType }: Options): Promise<unknown> {
  if (responseType === 'arraybuffer') return response.arrayBuffer()
  const text = await response.text()
  if (dataType !== undefined && dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function errorCodeOf(data: unknown): { error?: string } {
  const code = (data as { error?: { code?: unknown } } | null)?.error?.code
  return typeof code === 'string' ? { error: code } : {}
}
