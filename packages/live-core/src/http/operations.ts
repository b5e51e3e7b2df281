import { callbackOperations } from '../callback/callback-operations.ts'
import { clientOperations } from './client-operations.ts'
import { healthOperations } from './health-operations.ts'
import type { Operation } from './operation.ts'

/** The whole contract: every call, by name. A change of the API starts in the file of its domain. */
export const operations = {
  ...clientOperations,
  ...callbackOperations,
  ...healthOperations,
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
