import type { LoginCodes } from './login-codes.ts'

/** An answer of `GET /sns/jscode2session`, as WeChat words it; the HTTP status is 200 either way. */
export type SessionAnswer =
  | { readonly openid: string; readonly session_key: string }
  | { readonly errcode: number; readonly errmsg: string }

export interface SessionQuestion {
  readonly appid?: string
  readonly secret?: string
  readonly js_code?: string
  readonly grant_type?: string
}

export interface CodeToSessionOptions {
  readonly appId: string
  readonly secret: string
  readonly codes: LoginCodes
  readonly randomBytes: (size: number) => Buffer
}

const SESSION_KEY_BYTES = 16

/**
 * Exchanges a login code for an openid. Error codes and texts are those of WeChat's global table
 * (developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new.html).
 */
export function codeToSession(options: CodeToSessionOptions, question: SessionQuestion): SessionAnswer {
  const { appid, secret, js_code: code, grant_type: grantType } = question
  if (!appid) return failure(41002, 'appid missing')
  if (!secret) return failure(41004, 'appsecret missing')
  if (!code) return failure(41008, 'missing code')
  if (grantType !== 'authorization_code') return failure(40002, 'invalid grant_type')
  if (appid !== options.appId) return failure(40013, 'invalid appid')
  if (secret !== options.secret) return failure(40125, 'invalid appsecret')
  const verdict = options.codes.redeem(code)
  if (verdict.kind === 'invalid') return failure(40029, 'invalid code')
  if (verdict.kind === 'used') return failure(40163, 'code been used')
  return { openid: verdict.openid, session_key: options.randomBytes(SESSION_KEY_BYTES).toString('base64') }
}

export function failure(errcode: number, errmsg: string): SessionAnswer {
  return { errcode, errmsg }
}
