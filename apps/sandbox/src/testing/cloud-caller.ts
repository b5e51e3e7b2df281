import { TC3_ALGORITHM, TC3_TERMINATOR, tc3Date, tc3Signature } from '../cloud/tc3-signature.ts'
import type { Sandbox } from '../sandbox.ts'
import { CLOUD, TEST_CONFIG } from './test-sandbox.ts'

export interface CloudAnswer {
  readonly Error?: { readonly Code: string; readonly Message: string }
  readonly StreamState?: string
  readonly Templates?: unknown
  readonly Rules?: unknown
  readonly RequestId: string
}

/** What of a call is other than it should be. */
export interface CloudCall {
  readonly secretId?: string
  readonly secretKey?: string
  readonly service?: string
  /** Day in the credential scope. */
  readonly date?: string
  readonly nowMs?: number
  /** In place of what is right; an empty value leaves the header out after it was signed. */
  readonly headers?: Readonly<Record<string, string>>
  readonly signedHeaders?: readonly string[]
  /** Sent in place of what was signed. */
  readonly sentBody?: string
  readonly method?: string
}

export const STREAM = { AppName: 'live', DomainName: TEST_CONFIG.pushDomain, StreamName: 'show' } as const

/** A request of the cloud API, signed as Tencent says, apart from what a test wants otherwise. */
export function cloudRequest(
  sandbox: Sandbox,
  action: string,
  parameters: unknown,
  call: CloudCall = {},
): Request {
  const { secretId = CLOUD.secretId, secretKey = CLOUD.secretKey, service = 'live' } = call
  const url = new URL(sandbox.addresses.services)
  const timestamp = Math.floor((call.nowMs ?? Date.now()) / 1000)
  const body = typeof parameters === 'string' ? parameters : JSON.stringify(parameters)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-tc-action': action,
    'x-tc-version': '2018-08-01',
    'x-tc-timestamp': `${timestamp}`,
    ...call.headers,
  }
  const names = call.signedHeaders ?? ['content-type', 'host', 'x-tc-action']
  const signed = new Map(names.map((name) => [name, name === 'host' ? url.host : (headers[name] ?? '')]))
  const signature = tc3Signature(secretKey, { service, timestamp, headers: signed, body: Buffer.from(body) })
  const scope = [call.date ?? tc3Date(timestamp), service, TC3_TERMINATOR].join('/')
  const credential = `${TC3_ALGORITHM} Credential=${secretId}/${scope}`
  const authorization = `${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  const sent = Object.entries({ authorization, ...headers }).filter(([, value]) => value !== '')
  return new Request(url, { method: 'POST', headers: sent, body: call.sentBody ?? body, redirect: 'manual' })
}

/** The answer's `Response`, of a call that must be answered with HTTP 200. */
export async function callCloud(...call: Parameters<typeof cloudRequest>): Promise<CloudAnswer> {
  const response = await fetch(cloudRequest(...call))
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`)
  const { Response: answer } = (await response.json()) as { Response: CloudAnswer }
  return answer
}
