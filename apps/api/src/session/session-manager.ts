import {
  type CreateSessionRequest,
  type EndedSessions,
  type EndSessionRequest,
  type Session,
  toIsoTime,
  type User,
} from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { RequestOrigin } from '../http/request-origin.ts'
import { newId, type RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import { userStore } from '../user/user-store.ts'
import type { WechatClient } from '../wechat/wechat-client.ts'
import type { Caller } from './caller.ts'
import type { LoginGate } from './login-gate.ts'
import { sessionStore } from './session-store.ts'
import { bearerToken, type SessionTokens } from './session-token.ts'
import { unauthenticated } from './unauthenticated.ts'

/** A session's last use is noted at most this often: its idle limit may come so much early, never late. */
const NOTE_USE_EVERY_MS = 60_000

type Dependencies = {
  database: Database
  wechat: WechatClient
  gate: LoginGate
  tokens: SessionTokens
  clock: Clock
  random: RandomBytes
  /** How long a session lasts, however much it is used. */
  sessionSeconds: number
  /** How long it lasts without being used. */
  sessionIdleSeconds: number
  /** The open policy: who may watch may broadcast. */
  everybodyBroadcasts: boolean
}

/** Logs people in with WeChat's code, knows them by their token afterwards, and logs them out. */
export class SessionManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * Rejects as `LoginGate.admit` and `WechatClient.exchangeLoginCode` do. The token is answered once and stored only
   * as a hash.
   */
  async createSession({ code }: CreateSessionRequest, { clientAddress }: RequestOrigin): Promise<Session> {
    const { database, wechat, gate, tokens, clock, sessionSeconds } = this.#deps
    await gate.admit(code, clientAddress)
    const { openid } = await wechat.exchangeLoginCode(code)
    const token = tokens.create()
    const nowMs = clock()
    const expiresAtMs = nowMs + sessionSeconds * 1000
    const user = await database.transaction(async (tx) => {
      const user = await userStore.byOpenid(tx, openid, this.#newUser(nowMs))
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

  /** The person behind an `Authorization` header; rejects with `unauthenticated`. Asks the store each time. */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    const { database, tokens, clock, sessionIdleSeconds, everybodyBroadcasts } = this.#deps
    const tokenHash = tokens.hash(tokenOf(authorization))
    const nowMs = clock()
    const now = new Date(nowMs)
    const usedAfter = new Date(nowMs - sessionIdleSeconds * 1000)
    const session = await sessionStore.find(database, { tokenHash, now, usedAfter })
    if (!session) throw unauthenticated('This session does not exist or has expired: log in again.')
    const unlessSince = new Date(nowMs - NOTE_USE_EVERY_MS)
    if (session.usedAt <= unlessSince) await sessionStore.noteUse(database, { tokenHash, now, unlessSince })
    const { user } = session
    return user.role === 'viewer' && everybodyBroadcasts ? { ...user, role: 'broadcaster' } : user
  }

  /** Ends the session that asks, or all of its person. No node takes the tokens from then on. */
  async endSession(
    user: User,
    { everywhere = false }: EndSessionRequest,
    { authorization }: RequestOrigin,
  ): Promise<EndedSessions> {
    const { database, tokens, clock } = this.#deps
    const now = new Date(clock())
    const ended = everywhere
      ? await sessionStore.revokeAllOf(database, user.id, now)
      : await sessionStore.revoke(database, tokens.hash(tokenOf(authorization)), now)
    return { ended }
  }

  /** jscode2session tells no name, so people start with a neutral one. */
  #newUser(nowMs: number): User & { createdAt: Date } {
    const id = newId('user', this.#deps.random)
    return { id, displayName: `用户${id.slice(-4).toUpperCase()}`, createdAt: new Date(nowMs) }
  }
}

function tokenOf(authorization: string | undefined): string {
  const token = bearerToken(authorization)
  if (token !== undefined) return token
  throw unauthenticated('Send the session token as "Authorization: Bearer …"; POST /v1/sessions issues one.')
}
