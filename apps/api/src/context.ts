import { randomBytes, randomUUID } from 'node:crypto'
import type { Express } from 'express'
import type { Logger } from 'pino'
import { type Background, startBackground } from './background/background.ts'
import { Housekeeper } from './background/housekeeper.ts'
import { callbackHandlers } from './callback/callback-handlers.ts'
import { createCallbackReceivers } from './callback/create-callback-receivers.ts'
import { PushRecorder } from './callback/push-recorder.ts'
import type { Clock } from './clock.ts'
import { composeIdentity } from './compose-identity.ts'
import { composeWechat } from './compose-wechat.ts'
import type { Config, Secrets } from './config/index.ts'
import { healthHandlers } from './health/health-handlers.ts'
import { Readiness } from './health/readiness.ts'
import { createApp } from './http/app.ts'
import { operationRouter } from './http/operation-router.ts'
import { createLogger } from './log/create-logger.ts'
import { knownSecrets } from './log/known-secrets.ts'
import { composeMetrics } from './metrics/compose-metrics.ts'
import { countRoomChanges } from './metrics/count-room-changes.ts'
import { countedCallbacks } from './metrics/counted-callbacks.ts'
import { countedStreams } from './metrics/counted-streams.ts'
import { measuredProvider } from './metrics/measured-provider.ts'
import type { Registry } from './metrics/registry.ts'
import { repairingJournal } from './metrics/repairing-journal.ts'
import { documentRouter } from './openapi/document-router.ts'
import { logRoomChanges } from './outbox/log-room-changes.ts'
import { OutboxPublisher } from './outbox/outbox-publisher.ts'
import { createOutsideServices } from './outside/outside-services.ts'
import { realTiming } from './outside/timing.ts'
import { type ConfiguredProvider, createProvider } from './provider/create-provider.ts'
import { heartbeatHandlers } from './publisher/heartbeat-handlers.ts'
import { HeartbeatManager } from './publisher/heartbeat-manager.ts'
import type { RandomBytes } from './random.ts'
import { roomHandlers } from './room/room-handlers.ts'
import { RoomJournal } from './room/room-journal.ts'
import { RoomManager } from './room/room-manager.ts'
import type { Database } from './storage/database.ts'
import { isMigrated, readMigrations } from './storage/migrate.ts'
import { openStore } from './storage/open-store.ts'
import { PlayUrlManager } from './stream/play-url-manager.ts'
import { createPushTokens } from './stream/push-token.ts'
import { PushUrlManager } from './stream/push-url-manager.ts'
import { createReplaceStream } from './stream/replace-stream.ts'
import { StallWatch } from './stream/stall-watch.ts'
import { streamHandlers } from './stream/stream-handlers.ts'
import { RoomSweeper } from './sweep/room-sweeper.ts'
import { StreamReconciler } from './sweep/stream-reconciler.ts'
import { timelineHandlers } from './timeline/timeline-handlers.ts'
import { TimelineManager } from './timeline/timeline-manager.ts'
import { createWechatClient, type WechatClient } from './wechat/wechat-client.ts'

/** What tests may put in the place of the real thing. */
export type Overrides = {
  database?: Database
  clock?: Clock
  random?: RandomBytes
  logger?: Logger
  wechat?: WechatClient
  provider?: ConfiguredProvider
}

/** The composed application. `close` ends what goes on by itself and gives the store back. */
export type Context = {
  app: Express
  logger: Logger
  database: Database
  readiness: Readiness
  metrics: Registry
  /** Starts what goes on by itself: sweeping, reconciling, publishing. */
  startBackground(): void
  close(): Promise<void>
}

/** Only ever grows, unlike the clock. */
const nowMs = () => performance.now()

/** The composition root: every part is made here and receives the few things it needs. */
export async function createContext(
  config: Config,
  secrets: Secrets,
  overrides: Overrides = {},
): Promise<Context> {
  const logger =
    overrides.logger ?? createLogger({ level: config.logLevel, secrets: knownSecrets(config, secrets) })
  const clock = overrides.clock ?? Date.now
  const random = overrides.random ?? randomBytes
  const database = overrides.database ?? (await openStore(config.store))
  const metrics = composeMetrics(config.revision)
  const { measures } = metrics
  const outside = createOutsideServices(logger, realTiming, metrics.onOutsideCall)
  const configured = measuredProvider(
    overrides.provider ?? createProvider(config, secrets, { outside, clock, logger }),
    measures.providerCalls,
  )
  const { provider } = configured
  const wechat =
    overrides.wechat ?? createWechatClient({ ...config.wechat, secret: secrets.wechatSecret }, outside.wechat)
  const pushTokens = createPushTokens(secrets.tokenKey)
  const { validity, rhythm } = config
  let background: Background | undefined
  const journal = new RoomJournal({ database, rhythm, onCommit: () => background?.wake() })
  const replaceStream = createReplaceStream(random, provider.name)

  const social = composeWechat(config, secrets, {
    database,
    service: outside.wechat,
    clock,
    random,
    logger,
    onCommit: () => journal.committed(),
  })
  const identity = composeIdentity(config, secrets, { database, wechat, clock, random, ...social })
  const rooms = new RoomManager({ database, journal, clock, random, provider: provider.name, ...social })
  const pushUrls = new PushUrlManager({
    database,
    journal,
    provider,
    pushTokens,
    replaceStream,
    clock,
    random,
    rhythm,
    pushUrlSeconds: validity.pushUrlSeconds,
  })
  const stalls = new StallWatch(journal, rhythm.doubtSpacingMs)
  const playUrls = new PlayUrlManager({ database, provider, stalls, clock, random, validity })
  const heartbeats = new HeartbeatManager({ database, journal, replaceStream, clock, rhythm })
  const timelines = new TimelineManager({ database, provider, rhythm })
  const receivers = createCallbackReceivers(
    configured,
    { config, secrets },
    {
      database,
      journal,
      recorder: new PushRecorder({ database, journal, pushTokens, replaceStream }),
      clock,
      logger,
    },
  )

  metrics.watch({ outside, database, clock, nowMs, vitals: () => background?.vitals() ?? [] })
  const migrations = await readMigrations()
  const readiness = new Readiness({
    isStoreCurrent: () => isMigrated(database, migrations),
    vitals: () => background?.vitals(),
  })
  const app = createApp({
    logger,
    nowMs,
    newRequestId: randomUUID,
    onRequest: metrics.onRequest,
    trustedProxies: config.trustedProxies,
    documentRouter: documentRouter(),
    operationRouter: operationRouter(
      {
        ...identity.handlers,
        ...roomHandlers(rooms),
        ...social.handlers,
        ...countedStreams(streamHandlers(pushUrls, playUrls), measures.urls),
        ...heartbeatHandlers(heartbeats),
        ...timelineHandlers(timelines),
        ...callbackHandlers(countedCallbacks(receivers, measures.callbacks)),
        ...healthHandlers(readiness),
      },
      {
        authenticate: (req) => identity.sessions.authenticate(req.headers.authorization),
        takeTurn: identity.takeTurn,
      },
    ),
  })
  const holder = randomUUID()
  return {
    app,
    logger,
    database,
    readiness,
    metrics: metrics.registry,
    startBackground() {
      background ??= startBackground(
        {
          sweeper: new RoomSweeper({
            database,
            journal: repairingJournal(journal, measures.repairs),
            provider,
            clock,
            random,
            rhythm,
            logger,
            holder,
          }),
          reconciler: new StreamReconciler({ database, provider, clock, random, logger }),
          outbox: new OutboxPublisher({
            database,
            clock,
            consumers: [logRoomChanges(logger), countRoomChanges(measures.roomChanges), ...social.consumers],
          }),
          housekeeper: new Housekeeper({ database, clock }),
          others: social.workers,
        },
        { rhythm, logger },
      )
    },
    async close() {
      await background?.stop()
      await database.close()
    },
  }
}
