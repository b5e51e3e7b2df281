import { health } from './health.ts'
import type { Operation } from './operation.ts'

/** What a process manager asks. */
export const healthOperations = {
  getHealth: {
    method: 'GET',
    path: '/healthz',
    summary: 'The process runs',
    access: { by: 'anyone' },
    status: 200,
    answer: health,
    errors: [],
  },
  getReadiness: {
    method: 'GET',
    path: '/readyz',
    summary: 'The store answers: requests can be served',
    access: { by: 'anyone' },
    status: 200,
    answer: health,
    errors: [],
  },
} as const satisfies Record<string, Operation>
