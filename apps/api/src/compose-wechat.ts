import type { Logger } from 'pino'
import type { WorkerOptions } from './background/worker.ts'
import type { Clock } from './clock.ts'
import type { Config, Secrets } from './config/index.ts'
import { createTextGate } from './content-check/text-gate.ts'
import { createWechatTextCheck } from './content-check/wechat-text-check.ts'
import { composeImages } from './image/compose-images.ts'
import { imageHandlers } from './image/image-handlers.ts'
import type { RoomChangeConsumer } from './outbox/outbox-publisher.ts'
import type { OutsideService } from './outside/outside-service.ts'
import { realTiming } from './outside/timing.ts'
import type { RandomBytes } from './random.ts'
import { shareHandlers } from './share/share-handlers.ts'
import { ShareManager } from './share/share-manager.ts'
import type { Database } from './storage/database.ts'
import { noteStarts } from './subscription/note-starts.ts'
import { StartNotifier } from './subscription/start-notifier.ts'
import { subscriptionHandlers } from './subscription/subscription-handlers.ts'
import { SubscriptionManager } from './subscription/subscription-manager.ts'
import { createWechatApi } from './wechat/create-wechat-api.ts'
import { composeWechatPush } from './wechat-push/compose-wechat-push.ts'
import { wechatPushHandlers } from './wechat-push/wechat-push-handlers.ts'

type WechatPartsConfig = Pick<Config, 'wechat' | 'contentCheck' | 'imageHosts' | 'publicBaseUrl' | 'rhythm'>
type Parts = {
  database: Database
  service: OutsideService
  clock: Clock
  random: RandomBytes
  logger: Logger
  /** A room may have changed. */
  onCommit: () => void
}

/** The part of the composition root that has to do with WeChat's server API, beside logging in. */
export function composeWechat(config: WechatPartsConfig, secrets: Secrets, parts: Parts) {
  const { wechat, contentCheck } = config
  const { database, clock, logger } = parts
  const api = createWechatApi(wechat, secrets.wechatSecret, { ...parts, timing: realTiming })
  const shared = { ...parts, api, wechat }
  const images = composeImages(config, secrets, shared)
  const pushes = composeWechatPush(config, secrets, { clock, logger, judge: images?.judge })
  const template = wechat.startTemplate
  const notifier = template && new StartNotifier({ ...shared, template })
  const everyMs = config.rhythm.outboxMs

  const workers: Omit<WorkerOptions, 'logger'>[] = [
    ...(images ? [{ name: 'images', everyMs, tick: () => images.checker.tick() }] : []),
    ...(notifier ? [{ name: 'start-messages', everyMs, tick: () => notifier.tick() }] : []),
  ]
  const consumers: RoomChangeConsumer[] = notifier ? [noteStarts] : []
  return {
    passTexts: createTextGate(contentCheck, createWechatTextCheck(shared)),
    covers: { imageUrls: images?.urls, imageHosts: config.imageHosts },
    avatarUrlOf: images?.avatarUrlOf ?? (async () => null),
    workers,
    consumers,
    handlers: {
      ...imageHandlers(images?.manager),
      ...shareHandlers(new ShareManager(shared)),
      ...subscriptionHandlers(new SubscriptionManager({ database, clock, template })),
      ...wechatPushHandlers(pushes),
    },
  }
}
