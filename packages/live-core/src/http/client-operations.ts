import { roomOperations } from '../room/room-operations.ts'
import { sessionOperations } from '../session/session-operations.ts'

/** What the mini-program calls: the only operations that are bundled into it. */
export const clientOperations = {
  ...sessionOperations,
  ...roomOperations,
} as const

export type ClientOperationName = keyof typeof clientOperations
