import { applicationHandlers } from './broadcaster-application/application-handlers.ts'
import { ApplicationManager } from './broadcaster-application/application-manager.ts'
import type { Clock } from './clock.ts'
import type { Config, Secrets } from './config/index.ts'
import type { TextGate } from './content-check/text-gate.ts'
import { meHandlers } from './me/me-handlers.ts'
import { MeManager } from './me/me-manager.ts'
import type { RandomBytes } from './random.ts'
import { createTakeTurn } from './rate-limit/operation-limits.ts'
import { RateLimiter } from './rate-limit/rate-limiter.ts'
import { LoginGate } from './session/login-gate.ts'
import { sessionHandlers } from './session/session-handlers.ts'
import { SessionManager } from './session/session-manager.ts'
import { createLoginCodeHash, createSessionTokens } from './session/session-token.ts'
import type { Database } from './storage/database.ts'
import { roleHandlers } from './user/role-handlers.ts'
import { RoleManager } from './user/role-manager.ts'
import type { WechatClient } from './wechat/wechat-client.ts'

type IdentityConfig = Pick<Config, 'limits' | 'broadcastPolicy' | 'validity'>
type Parts = {
  database: Database
  wechat: WechatClient
  clock: Clock
  random: RandomBytes
  passTexts: TextGate
  avatarUrlOf: (userId: string) => Promise<string | null>
}

/** The part of the composition root that is about people: who they are, what they may do, how often. */
export function composeIdentity(config: IdentityConfig, { tokenKey }: Secrets, parts: Parts) {
  const { limits, broadcastPolicy, validity } = config
  const limiter = new RateLimiter(parts)
  const hashCode = createLoginCodeHash(tokenKey)
  const gate = new LoginGate({ ...parts, limiter, hashCode, callsPerMinute: limits.loginCallsPerMinute })
  const sessions = new SessionManager({
    ...parts,
    gate,
    tokens: createSessionTokens(tokenKey, parts.random),
    sessionSeconds: validity.sessionSeconds,
    sessionIdleSeconds: validity.sessionIdleSeconds,
    everybodyBroadcasts: broadcastPolicy === 'open',
  })
  const me = new MeManager(parts)
  const roles = new RoleManager(parts)
  const applications = new ApplicationManager({ ...parts, policy: broadcastPolicy })
  return {
    sessions,
    me,
    roles,
    applications,
    takeTurn: createTakeTurn(limiter, limits),
    handlers: {
      ...sessionHandlers(sessions),
      ...meHandlers(me),
      ...roleHandlers(roles),
      ...applicationHandlers(applications),
    },
  }
}
