import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { WechatConfig } from '../config/wechat-config.ts'
import { OutsideError } from '../outside/outside-error.ts'
import type { OutsideService } from '../outside/outside-service.ts'
import type { Timing } from '../outside/timing.ts'
import type { RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import { AccessTokens } from './access-tokens.ts'
import { CredentialAlarm } from './credential-alarm.ts'
import { createFetchToken } from './stable-token.ts'
import { createTokenSeal } from './token-seal.ts'
import { WechatApi } from './wechat-api.ts'

type Parts = {
  database: Database
  service: OutsideService
  clock: Clock
  timing: Timing
  random: RandomBytes
  logger: Logger
}

/** WeChat's server API with the access token that all nodes share. */
export function createWechatApi(
  { appId, baseUrl }: Pick<WechatConfig, 'appId' | 'baseUrl'>,
  secret: string,
  { database, service, clock, timing, random, logger }: Parts,
): WechatApi {
  const tokens = new AccessTokens({
    database,
    appId,
    fetchToken: createFetchToken({ appId, baseUrl, secret }, service),
    seal: createTokenSeal(appId, secret, random),
    clock,
    timing,
    onEarlyFailure: (error) => {
      const code = error instanceof OutsideError ? error.code : undefined
      logger.warn({ code }, 'the next access token of WeChat could not be had yet')
    },
  })
  return new WechatApi({ baseUrl, service, tokens, alarm: new CredentialAlarm(logger) })
}
