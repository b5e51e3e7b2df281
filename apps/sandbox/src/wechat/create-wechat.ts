import type { Router } from 'express'
import { parseCallbackUrl } from '../callbacks/callback-url.ts'
import type { WechatFaults } from '../control/faults.ts'
import type { Logger } from '../logger.ts'
import type { SandboxConfig } from '../sandbox-config.ts'
import { Acceptances } from './acceptances.ts'
import { AccessTokens } from './access-tokens.ts'
import { WechatCounter } from './call-counts.ts'
import { codeToSession } from './code-to-session.ts'
import { ImageCheck } from './image-check.ts'
import { LoginCodes } from './login-codes.ts'
import { MessagePush } from './message-push.ts'
import { MinuteLimiter, WECHAT_LIMITS } from './minute-limits.ts'
import { SentMessages } from './sent-messages.ts'
import { stableToken } from './stable-token.ts'
import { subscribeMessage } from './subscribe-message.ts'
import { textCheck } from './text-check.ts'
import { unlimitedCode } from './unlimited-code.ts'
import { urlLink } from './url-link.ts'
import { Visitors } from './visitors.ts'
import type { WechatOperations } from './wechat-operations.ts'
import { type WechatRouterOptions, wechatRouter } from './wechat-router.ts'

export interface WechatOptions {
  readonly wechat: SandboxConfig['wechat']
  readonly faults: () => WechatFaults
  readonly clock: () => number
  readonly randomBytes: (size: number) => Buffer
  readonly logger: Logger
}

/** The pages of the mini-program that count as published. */
const PAGES = ['pages/home/home', 'pages/rooms/rooms', 'pages/pusher/pusher', 'pages/player/player']

/** Puts the stand-in for WeChat together. */
export function createWechat(options: WechatOptions): {
  router: Router
  operations: WechatOperations
  stop(): Promise<void>
} {
  const { wechat, faults, clock, randomBytes } = options
  const { appId, secret, pushToken: token, pushAesKey: aesKey, templates, limits } = wechat
  const visitors = new Visitors()
  const tokens = new AccessTokens(clock, () => `sandbox_${randomBytes(48).toString('base64url')}`)
  const limiter = new MinuteLimiter({ ...WECHAT_LIMITS, ...limits }, clock)
  const counter = new WechatCounter()
  const messages = new SentMessages(clock)
  const acceptances = new Acceptances()
  const newTraceId = () => randomBytes(12).toString('hex')
  const settings =
    token === undefined ? undefined : { appId, token, ...(aesKey === undefined ? {} : { aesKey }) }
  const push = new MessagePush({ ...options, settings, loses: () => faults().losePushes ?? false })
  const delayMs = () => faults().imageCheckMs ?? 0
  const images = new ImageCheck({ appId, visitors, push, clock, newTraceId, delayMs })
  const codes = new LoginCodes()

  const withToken =
    (call: keyof WechatRouterOptions['calls'], work: (body: Buffer) => object | Buffer) =>
    (body: Buffer, accessToken: string | undefined) => {
      tokens.check(accessToken)
      limiter.count(call)
      return work(body)
    }
  const router = wechatRouter({
    counter,
    faults,
    logIn(question) {
      const session = codeToSession({ appId, secret, codes, randomBytes }, question)
      if ('openid' in session) visitors.came(session.openid)
      return session
    },
    calls: {
      token(body) {
        limiter.count('token')
        return stableToken(body, { appId, secret, tokens })
      },
      text: withToken('text', (body) => textCheck(body, { visitors, newTraceId })),
      image: withToken('image', (body) => images.accept(body)),
      code: withToken('code', (body) => unlimitedCode(body, { pages: PAGES })),
      link: withToken('link', (body) =>
        urlLink(body, { pages: PAGES, nowMs: clock(), newName: () => randomBytes(8).toString('base64url') }),
      ),
      message: withToken('message', (body) =>
        subscribeMessage(body, { visitors, acceptances, messages, templates, pages: PAGES }),
      ),
    },
  })
  const operations: WechatOperations = {
    counts: () => counter.counts(),
    messages: () => messages.list(),
    imageUrls: () => images.urls(),
    pushes: () => push.deliveries(),
    setPushUrl: async (url) => push.setUrl(url === null ? null : parseCallbackUrl(url)),
    accept: (openid, templateId, times) => acceptances.add(openid, templateId, times),
    leave: (openid) => visitors.left(openid),
    endTokens: (how) => (how === 'expired' ? tokens.expire() : tokens.revoke()),
  }
  return {
    router,
    operations,
    async stop() {
      await images.stop()
      await push.stop()
    },
  }
}
