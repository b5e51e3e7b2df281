import type { OutsideAnswer } from '../outside/exchange.ts'
import { inTime } from '../outside/in-time.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { OutsideService, Repeat } from '../outside/outside-service.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { CredentialAlarm } from './credential-alarm.ts'
import { isTokenRejected } from './wechat-errcode.ts'

type Dependencies = {
  baseUrl: string
  service: OutsideService
  tokens: Pick<AccessTokens, 'current' | 'replacing'>
  alarm: CredentialAlarm
  timeoutMs?: number
}

export type WechatCall<Result> = {
  /** Such as `/wxa/msg_sec_check`. */
  path: string
  body: Readonly<Record<string, unknown>>
  repeat: Repeat
  maxAnswerBytes?: number
  /** As `OutsideCall.read`. */
  read(text: string, answer: OutsideAnswer): Result
}

/** A call, a token for it and, where WeChat rejects the token, both once more: longer than this nobody waits. */
const TIMEOUT_MS = 8_000

/** WeChat's server API: every call with the shared access token, which is replaced once when WeChat rejects it. */
export class WechatApi {
  readonly service: string
  readonly #deps: Required<Dependencies>

  constructor(dependencies: Dependencies) {
    this.service = dependencies.service.name
    this.#deps = { timeoutMs: TIMEOUT_MS, ...dependencies }
  }

  /** Rejects with `OutsideError`, also with whatever `read` throws, or with `StoreUnavailableError`. */
  call<Result>(call: WechatCall<Result>): Promise<Result> {
    return inTime(this.#call(call), { service: this.service, timeoutMs: this.#deps.timeoutMs })
  }

  async #call<Result>(call: WechatCall<Result>): Promise<Result> {
    const { tokens, alarm } = this.#deps
    try {
      const token = await tokens.current()
      const result = await this.#try(call, token).catch(async (error: unknown) => {
        if (!(error instanceof OutsideError && isTokenRejected(error.code))) throw error
        return this.#try(call, await tokens.replacing(token))
      })
      alarm.accepted()
      return result
    } catch (error) {
      if (error instanceof OutsideError) alarm.refused(error.code)
      throw error
    }
  }

  #try<Result>(call: WechatCall<Result>, token: string): Promise<Result> {
    const { baseUrl, service } = this.#deps
    const { path, body, repeat, maxAnswerBytes, read } = call
    return service.call({
      repeat,
      request: () => ({
        url: `${baseUrl}${path}?access_token=${encodeURIComponent(token)}`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        ...(maxAnswerBytes === undefined ? {} : { maxAnswerBytes }),
      }),
      read,
    })
  }
}
