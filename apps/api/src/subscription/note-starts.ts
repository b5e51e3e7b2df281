import type { RoomChangeConsumer } from '../outbox/outbox-publisher.ts'
import { startNoticeStore } from './start-notice-store.ts'

/**
 * Notes every room that is live, for its subscribers to be told. It may be told of one start several times and out of
 * order: the notice is one row, and each message another that is taken once.
 */
export const noteStarts: RoomChangeConsumer = async ({ roomId, room }, { tx, now }) => {
  if (room.status === 'live') await startNoticeStore.note(tx, roomId, now)
}
