import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { endEvent, type ProviderIdentity, startEvent } from './callbacks/callback-event.ts'
import { CallbackSender, TENCENT_RETRY } from './callbacks/callback-sender.ts'
import { parseCallbackUrl } from './callbacks/callback-url.ts'
import { controlRouter } from './control/control-router.ts'
import { FaultSwitch } from './control/faults.ts'
import { silentLogger } from './logger.ts'
import { type Listener, listen } from './net/listen.ts'
import { MediaOrigin } from './origin/media-origin.ts'
import type { PushListener } from './origin/push.ts'
import { checkSandboxConfig, type SandboxConfig } from './sandbox-config.ts'
import type { SandboxOperations } from './sandbox-operations.ts'
import { createServicesApp } from './services-app.ts'
import { LoginCodes } from './wechat/login-codes.ts'
import { wechatRouter } from './wechat/wechat-router.ts'

export interface SandboxAddresses {
  readonly rtmp: string
  readonly media: string
  readonly services: string
}

export interface Sandbox extends SandboxOperations {
  readonly addresses: SandboxAddresses
  /** Ends everything; callbacks about the ended pushes get two seconds to arrive. */
  stop(): Promise<void>
}

const CALLBACK_GRACE_MS = 2_000

/**
 * Starts the outside world on loopback. Several sandboxes may run in one process.
 * @throws PortUnavailable, or Error about the configuration; nothing is left running then
 */
export async function startSandbox(config: SandboxConfig): Promise<Sandbox> {
  checkSandboxConfig(config)
  const { host = '127.0.0.1', clock = Date.now, logger = silentLogger } = config
  const faults = new FaultSwitch()
  const sender = new CallbackSender({
    callbackKey: config.callbackKey,
    retry: { ...TENCENT_RETRY, ...config.callbackRetry },
    faults: () => faults.current.callbacks ?? {},
    clock,
    logger,
  })
  const setCallbackUrl = (url: string | null) => sender.setUrl(url === null ? null : parseCallbackUrl(url))
  if (config.callbackUrl !== undefined) setCallbackUrl(config.callbackUrl)
  const identity = { appId: config.appId, pushDomain: config.pushDomain ?? host, node: host }
  const origin = new MediaOrigin({
    ...config,
    host,
    clock,
    logger,
    listener: callbacksFor(sender, identity, clock),
    limits: config.idleMs === undefined ? {} : { idleMs: config.idleMs },
  })
  const operations: SandboxOperations = {
    faults,
    setCallbackUrl,
    deliveries: () => sender.deliveries(),
    deliveryCounts: () => sender.counts(),
    list: () => origin.list(),
    drop: (streamName) => origin.drop(streamName),
    forbid: (streamName, untilMs) => origin.forbid(streamName, untilMs),
    allow: (streamName) => origin.allow(streamName),
  }
  const { rtmpPort, mediaPort } = await origin.start()
  const services = await listenServices(config, operations).catch(async (error) => {
    await origin.stop()
    throw error
  })
  let stopped: Promise<void> | null = null
  const stop = async () => {
    await origin.stop()
    await sender.stop(CALLBACK_GRACE_MS)
    await services.close()
  }
  return {
    ...operations,
    addresses: {
      rtmp: `rtmp://${urlHost(host)}:${rtmpPort}`,
      media: `http://${urlHost(host)}:${mediaPort}`,
      services: `http://${urlHost(host)}:${services.port}`,
    },
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

function callbacksFor(sender: CallbackSender, identity: ProviderIdentity, clock: () => number): PushListener {
  return {
    started: (push) => sender.send(startEvent(identity, push, clock())),
    ended: (push, reason) => sender.send(endEvent(identity, push, { reason, nowMs: clock() })),
  }
}

async function listenServices(config: SandboxConfig, operations: SandboxOperations): Promise<Listener> {
  const { host = '127.0.0.1', clock = Date.now } = config
  const codes = new LoginCodes()
  const app = createServicesApp({
    wechat: wechatRouter({
      ...config.wechat,
      codes,
      randomBytes,
      faults: () => operations.faults.current.wechat ?? {},
    }),
    control: controlRouter(operations, clock),
  })
  const server = createServer(app)
  const { port } = await listen(server, { host, port: config.servicesPort, purpose: 'services' })
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function urlHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
