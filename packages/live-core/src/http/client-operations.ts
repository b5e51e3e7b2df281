import { applicantOperations } from '../broadcaster-application/application-operations.ts'
import { meOperations } from '../me/me-operations.ts'
import { roomOperations } from '../room/room-operations.ts'
import { sessionOperations } from '../session/session-operations.ts'
import { shareOperations } from '../share/share-operations.ts'
import { subscriptionOperations } from '../subscription/subscription-operations.ts'

/** What the mini-program calls: the only operations that are bundled into it. */
export const clientOperations = {
  ...sessionOperations,
  ...meOperations,
  ...applicantOperations,
  ...roomOperations,
  ...shareOperations,
  ...subscriptionOperations,
} as const

export type ClientOperationName = keyof typeof clientOperations
