import type { Service, ServiceName } from './service.ts'

/**
 * The broadcaster first, then the origin, then the API: so the callback about the finished push is sent by an
 * origin that still runs, to an API that still listens.
 */
export const STOP_ORDER: readonly ServiceName[] = ['demo', 'miniprogram', 'preview', 'sandbox', 'api']
const GRACE_MS = 5_000

/** Stops what runs, one after the other. */
export const stopServices = async (services: readonly Pick<Service, 'name' | 'stop'>[]): Promise<void> => {
  for (const name of STOP_ORDER) {
    for (const service of services.filter((candidate) => candidate.name === name)) {
      await service.stop(GRACE_MS)
    }
  }
}
