import { LRUCache } from 'lru-cache'
import type { RoomChangeConsumer } from './outbox-publisher.ts'

/** Above so many rooms the one that changed longest ago is forgotten: its next change counts as new. */
const MOST_ROOMS = 50_000

/** Tells `consumer` only of rooms newer than it was told of last, so that it never goes back. */
export function newestOnly(consumer: RoomChangeConsumer): RoomChangeConsumer {
  const told = new LRUCache<string, number>({ max: MOST_ROOMS })
  return async (change) => {
    const { id, version } = change.room
    const before = told.peek(id) ?? 0
    if (before >= version) return
    // Noted first: what is older must not overtake it while it is being told.
    told.set(id, version)
    try {
      await consumer(change)
    } catch (error) {
      if (told.peek(id) === version) told.set(id, before)
      throw error
    }
  }
}
