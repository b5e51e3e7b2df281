import type { Sandbox } from '../sandbox.ts'
import { WECHAT_PATHS, type WechatCall } from '../wechat/wechat-call.ts'
import { WECHAT } from './test-sandbox.ts'

/** An answer of WeChat's server API: its JSON, or a picture's bytes. */
export interface WechatReply {
  readonly status: number
  readonly type: string
  readonly body: Record<string, unknown>
  readonly bytes: Buffer
}

/** Posts one call; `token` is left out where it is none. */
export async function callWechat(
  sandbox: Sandbox,
  call: Exclude<WechatCall, 'login'>,
  body: unknown,
  token?: string,
): Promise<WechatReply> {
  const query = token === undefined ? '' : `?access_token=${encodeURIComponent(token)}`
  const response = await fetch(`${sandbox.addresses.services}${WECHAT_PATHS[call]}${query}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type') ?? ''
  return { status: response.status, type, bytes, body: type.startsWith('image/') ? {} : parsed(bytes) }
}

function parsed(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** A valid access token. */
export async function tokenOf(sandbox: Sandbox): Promise<string> {
  const { body } = await callWechat(sandbox, 'token', TOKEN_QUESTION)
  return String(body.access_token)
}

export const TOKEN_QUESTION = {
  grant_type: 'client_credential',
  appid: WECHAT.appId,
  secret: WECHAT.secret,
} as const

/** The openid of a development login. */
export async function openidOf(sandbox: Sandbox, name: string): Promise<string> {
  const query = {
    appid: WECHAT.appId,
    secret: WECHAT.secret,
    js_code: `dev-${name}`,
    grant_type: 'authorization_code',
  }
  const response = await fetch(
    `${sandbox.addresses.services}${WECHAT_PATHS.login}?${new URLSearchParams(query)}`,
  )
  const { openid } = (await response.json()) as { openid: string }
  return openid
}
