import { type CreateSessionRequest, type Session, toIsoTime, type User } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { newId, type RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import type { WechatClient } from '../wechat/wechat-client.ts'
import type { Caller } from './caller.ts'
import { sessionStore } from './session-store.ts'
import { bearerToken, type SessionTokens } from './session-token.ts'

type Dependencies = {
  database: Database
  wechat: WechatClient
  tokens: SessionTokens
  clock: Clock
  random: RandomBytes
  sessionSeconds: number
  /** The open policy: who may watch may broadcast. */
  everybodyBroadcasts: boolean
}

/** Logs people in with WeChat's code and knows them by their token afterwards. */
export class SessionManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects as `WechatClient.exchangeLoginCode` does. The token is answered once and stored only as a hash. */
  async createSession({ code }: CreateSessionRequest): Promise<Session> {
    const { database, wechat, tokens, clock, sessionSeconds } = this.#deps
    const { openid } = await wechat.exchangeLoginCode(code)
    const token = tokens.create()
    const nowMs = clock()
    const expiresAtMs = nowMs + sessionSeconds * 1000
    const user = await database.transaction(async (tx) => {
      const user = await sessionStore.userByOpenid(tx, openid, this.#newUser(nowMs))
      await sessionStore.insert(tx, {
        tokenHash: tokens.hash(token),
        userId: user.id,
        createdAt: new Date(nowMs),
        expiresAt: new Date(expiresAtMs),
      })
      return user
    })
    return { token, expiresAt: toIsoTime(expiresAtMs), user }
  }

  /** The person behind an `Authorization` header; rejects with `unauthenticated`. */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    const token = bearerToken(authorization)
    if (token === undefined) {
      throw unauthenticated(
        'Send the session token as "Authorization: Bearer …"; POST /v1/sessions issues one.',
      )
    }
    const { database, tokens, clock, everybodyBroadcasts } = this.#deps
    const user = await sessionStore.userByToken(database, tokens.hash(token), new Date(clock()))
    if (!user) throw unauthenticated('This session does not exist or has expired: log in again.')
    return user.role === 'viewer' && everybodyBroadcasts ? { ...user, role: 'broadcaster' } : user
  }

  /** jscode2session tells no name, so people start with a neutral one. */
  #newUser(nowMs: number): User & { createdAt: Date } {
    const id = newId('user', this.#deps.random)
    return { id, displayName: `用户${id.slice(-4).toUpperCase()}`, createdAt: new Date(nowMs) }
  }
}

const unauthenticated = (message: string) =>
  new KaiboError('unauthenticated', message, { headers: { 'www-authenticate': 'Bearer' } })
