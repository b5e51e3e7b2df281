import { randomBytes, randomUUID } from 'node:crypto'
import type { Express } from 'express'
import { type Logger, pino } from 'pino'
import { callbackHandlers } from './callback/callback-handlers.ts'
import { CallbackManager } from './callback/callback-manager.ts'
import type { Clock } from './clock.ts'
import type { Config, Secrets } from './config/index.ts'
import { healthHandlers } from './health/health-handlers.ts'
import { createApp } from './http/app.ts'
import { briefError } from './http/brief-error.ts'
import { operationRouter } from './http/operation-router.ts'
import { documentRouter } from './openapi/document-router.ts'
import { createOutsideServices } from './outside/outside-services.ts'
import type { MediaProvider } from './provider/media-provider.ts'
import { createCloudControl } from './provider/tencent-css/cloud-api/create-cloud-control.ts'
import { createTencentCssProvider } from './provider/tencent-css/tencent-css-provider.ts'
import type { RandomBytes } from './random.ts'
import { roomHandlers } from './room/room-handlers.ts'
import { RoomManager } from './room/room-manager.ts'
import { sessionHandlers } from './session/session-handlers.ts'
import { SessionManager } from './session/session-manager.ts'
import { createSessionTokens } from './session/session-token.ts'
import type { Database } from './storage/database.ts'
import { openStore } from './storage/open-store.ts'
import { createPushTokens } from './stream/push-token.ts'
import { streamHandlers } from './stream/stream-handlers.ts'
import { StreamManager } from './stream/stream-manager.ts'
import { createWechatClient, type WechatClient } from './wechat/wechat-client.ts'

/** What tests may put in the place of the real thing. */
export type Overrides = {
  database?: Database
  clock?: Clock
  random?: RandomBytes
  logger?: Logger
  wechat?: WechatClient
  provider?: MediaProvider
}

/** The composed application. `close` gives the store back. */
export type Context = { app: Express; logger: Logger; database: Database; close(): Promise<void> }

/** The composition root: every part is made here and receives the few things it needs. */
export async function createContext(
  config: Config,
  secrets: Secrets,
  overrides: Overrides = {},
): Promise<Context> {
  const logger = overrides.logger ?? createLogger(config.logLevel)
  const clock = overrides.clock ?? Date.now
  const random = overrides.random ?? randomBytes
  const database = overrides.database ?? (await openStore(config.store))
  const outside = createOutsideServices(logger)
  const streamControl = createCloudControl(config, secrets, { service: outside.tencentCloud, clock, logger })
  const provider = overrides.provider ?? createTencentCssProvider(config.tencentCss, secrets, streamControl)
  const wechat = overrides.wechat ?? createWechatClient({ ...config.wechat, secret: secrets.wechatSecret })
  const pushTokens = createPushTokens(secrets.tokenKey)
  const { validity } = config

  const sessions = new SessionManager({
    database,
    wechat,
    tokens: createSessionTokens(secrets.tokenKey, random),
    clock,
    random,
    sessionSeconds: validity.sessionSeconds,
  })
  const rooms = new RoomManager({ database, clock, random, provider: provider.name })
  const streams = new StreamManager({ database, provider, pushTokens, clock, random, validity })
  const callbacks = new CallbackManager({
    database,
    provider,
    pushTokens,
    clock,
    logger,
    callbackPath: secrets.callbackPath,
  })

  const app = createApp({
    logger,
    clock,
    newRequestId: randomUUID,
    documentRouter: documentRouter(),
    operationRouter: operationRouter(
      {
        ...sessionHandlers(sessions),
        ...roomHandlers(rooms),
        ...streamHandlers(streams),
        ...callbackHandlers(callbacks),
        ...healthHandlers(database),
      },
      (req) => sessions.authenticate(req.headers.authorization),
    ),
  })
  return { app, logger, database, close: () => database.close() }
}

/** Written at once: buffered lines would be lost with a killed process, and flushed for ever into a pipe that broke. */
const createLogger = (level: string): Logger =>
  pino({ level, base: null, serializers: { err: briefError } }, pino.destination({ fd: 1, sync: true }))
