import type { Handlers } from '../http/handler.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { Readiness } from './readiness.ts'

/** Liveness says that the process runs, whatever became of its store; readiness that requests can be served (else 503). */
export const healthHandlers = (readiness: Readiness): Pick<Handlers, 'getHealth' | 'getReadiness'> => ({
  getHealth: async () => ({ status: 'ok' }),
  async getReadiness() {
    const reason = await readiness.reasonAgainst()
    if (reason !== undefined) throw new KaiboError('unavailable', reason)
    return { status: 'ok' }
  },
})
