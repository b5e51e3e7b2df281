import { randomBytes, randomUUID } from 'node:crypto'
import type { Express } from 'express'
import { endEvent, type ProviderIdentity, startEvent } from './callbacks/callback-event.ts'
import { CallbackSender, TENCENT_RETRY } from './callbacks/callback-sender.ts'
import { parseCallbackUrl } from './callbacks/callback-url.ts'
import { EventLosses } from './callbacks/event-losses.ts'
import { createCloud } from './cloud/create-cloud.ts'
import { controlRouter } from './control/control-router.ts'
import { FaultSwitch } from './control/fault-switch.ts'
import { silentLogger } from './logger.ts'
import { MediaOrigin } from './origin/media-origin.ts'
import type { PushListener } from './origin/push-info.ts'
import { pushRules } from './origin/push-rules.ts'
import type { SandboxConfig } from './sandbox-config.ts'
import type { SandboxOperations } from './sandbox-operations.ts'
import { createServicesApp } from './services-app.ts'
import { createWechat } from './wechat/create-wechat.ts'

/** The parts of a sandbox, of which nothing listens yet. */
export interface OutsideWorld {
  readonly operations: SandboxOperations
  readonly origin: MediaOrigin
  readonly sender: CallbackSender
  readonly wechat: { stop(): Promise<void> }
  /** What is served on the services port. */
  readonly services: Express
}

/** A configuration whose gaps have been filled. */
type Settings = SandboxConfig &
  Required<Pick<SandboxConfig, 'host' | 'pushDomain' | 'playDomain' | 'clock' | 'logger' | 'random'>>

const REORDER_MS = 5_000

/** Makes every part and hands each the few things it needs. */
export function createOutsideWorld(config: SandboxConfig): OutsideWorld {
  const faults = new FaultSwitch()
  const settings = fillGaps(config, faults)
  const sender = createSender(settings, faults)
  const origin = createOrigin(settings, { faults, sender })
  const cloud = createCloud({
    ...settings,
    ...settings.cloud,
    streams: origin,
    callbackUrl: () => sender.url?.href ?? null,
    faults: () => faults.current.cloud ?? {},
    newRequestId: randomUUID,
  })
  const wechat = createWechat({ ...settings, randomBytes, faults: () => faults.current.wechat ?? {} })
  const operations: SandboxOperations = {
    faults,
    setCallbackUrl: (url) => sender.setUrl(url === null ? null : parseCallbackUrl(url)),
    deliveries: () => sender.deliveries(),
    deliveryCounts: () => sender.counts(),
    cloudCounts: () => cloud.counts(),
    list: () => origin.list(),
    forbidden: () => origin.forbidden(),
    drop: (streamName) => origin.drop(streamName),
    cut: (streamName, mode) => origin.cut(streamName, mode),
    forbid: (streamName, untilMs) => origin.forbid(streamName, untilMs),
    allow: (streamName) => origin.allow(streamName),
    wechat: wechat.operations,
  }
  if (settings.callbackUrl !== undefined) operations.setCallbackUrl(settings.callbackUrl)
  const control = controlRouter(operations, settings.clock)
  const routers = { cloud: cloud.router, wechat: wechat.router, control }
  return { operations, origin, sender, wechat, services: createServicesApp(routers) }
}

function fillGaps(config: SandboxConfig, faults: FaultSwitch): Settings {
  const {
    host = '127.0.0.1',
    pushDomain = host,
    playDomain = pushDomain,
    clock: trueClock = Date.now,
  } = config
  const clock = () => trueClock() + (faults.current.clock?.skewMs ?? 0)
  return { logger: silentLogger, random: Math.random, ...config, host, pushDomain, playDomain, clock }
}

function createSender(settings: Settings, faults: FaultSwitch): CallbackSender {
  const { callbackKey, callbackRetry, clock, logger, random } = settings
  const current = () => faults.current.callbacks ?? {}
  const losses = new EventLosses({ faults: current, takeDrop: (kind) => faults.takeDrop(kind), random })
  return new CallbackSender({
    callbackKey,
    retry: { ...TENCENT_RETRY, ...callbackRetry },
    faults: current,
    loses: (event) => losses.take(event),
    reorderMs: REORDER_MS,
    clock,
    logger,
  })
}

function createOrigin(
  settings: Settings,
  { faults, sender }: { faults: FaultSwitch; sender: CallbackSender },
): MediaOrigin {
  const { appId, pushDomain, host, clock, idleMs, pushes = {} } = settings
  return new MediaOrigin({
    ...settings,
    rules: () => pushRules(faults.current.pushes ?? {}, pushes),
    listener: callbacksFor(sender, { appId, pushDomain, node: host }, clock),
    limits: idleMs === undefined ? {} : { idleMs },
  })
}

function callbacksFor(sender: CallbackSender, identity: ProviderIdentity, clock: () => number): PushListener {
  return {
    started: (push) => sender.send(startEvent(identity, push, clock())),
    ended: (push, reason) => sender.send(endEvent(identity, push, { reason, nowMs: clock() })),
  }
}
