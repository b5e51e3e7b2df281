import type { Handlers } from '../http/handler.ts'
import type { Database } from '../storage/database.ts'

/** Liveness says that the process runs; readiness that the store answers (else 503 through the error funnel). */
export const healthHandlers = (database: Database): Pick<Handlers, 'getHealth' | 'getReadiness'> => ({
  getHealth: async () => ({ status: 'ok' }),
  async getReadiness() {
    await database.query({ name: 'readiness', text: 'select 1' })
    return { status: 'ok' }
  },
})
