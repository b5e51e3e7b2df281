import type { Logger } from 'pino'
import { newestOnly } from './newest-only.ts'
import type { RoomChangeConsumer } from './outbox-publisher.ts'

/** One log line for every change of a room's status that was committed. */
export const logRoomChanges = (logger: Logger): RoomChangeConsumer =>
  newestOnly(({ roomId, room }) => {
    const { status, endReason, version } = room
    logger.info({ roomId, status, version, ...(endReason ? { endReason } : {}) }, 'room changed')
  })
