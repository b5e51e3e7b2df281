import type { RoomChangeConsumer } from './outbox-publisher.ts'

/** Above so many rooms the one that changed longest ago is forgotten: its next change counts as new. */
const MOST_ROOMS = 50_000

/** Tells `consumer` only of rooms newer than it was told of last, so that it never goes back. */
export function newestOnly(consumer: RoomChangeConsumer): RoomChangeConsumer {
  const told = new Map<string, number>()
  return async (change, during) => {
    const { id, version } = change.room
    if ((told.get(id) ?? 0) >= version) return
    await consumer(change, during)
    told.delete(id)
    told.set(id, version)
    const oldest = told.size > MOST_ROOMS ? told.keys().next() : undefined
    if (oldest && !oldest.done) told.delete(oldest.value)
  }
}
