import { applicationDeskOperations } from '../broadcaster-application/application-operations.ts'
import { callbackOperations } from '../callback/callback-operations.ts'
import { imageOperations } from '../image/image-operations.ts'
import { roleOperations } from '../session/role-operations.ts'
import { qrCodeOperations } from '../share/share-operations.ts'
import { wechatPushOperations } from '../wechat-push/wechat-push-operations.ts'
import { clientOperations } from './client-operations.ts'
import { healthOperations } from './health-operations.ts'
import type { Operation } from './operation.ts'

/** The whole contract: every call, by name. A change of the API starts in the file of its domain. */
export const operations = {
  ...clientOperations,
  ...roleOperations,
  ...applicationDeskOperations,
  ...imageOperations,
  ...qrCodeOperations,
  ...callbackOperations,
  ...wechatPushOperations,
  ...healthOperations,
} as const satisfies Record<string, Operation>

export type OperationName = keyof typeof operations
