import { createOutsideWorld } from './outside-world.ts'
import { checkSandboxConfig, type SandboxConfig } from './sandbox-config.ts'
import type { SandboxOperations } from './sandbox-operations.ts'
import { listenServices } from './services-server.ts'

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
  const { host = '127.0.0.1', servicesPort } = config
  const world = createOutsideWorld(config)
  const { operations, origin, sender, wechat } = world
  const { rtmpPort, mediaPort } = await origin.start()
  const services = await listenServices(world.services, { host, port: servicesPort }).catch(async (error) => {
    await origin.stop()
    throw error
  })
  let stopped: Promise<void> | null = null
  const stop = async () => {
    await origin.stop()
    await sender.stop(CALLBACK_GRACE_MS)
    await wechat.stop()
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

function urlHost(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}
