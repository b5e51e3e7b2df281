import type { Room } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import { toRoom } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { type OutboxEvent, outboxStore } from './outbox-store.ts'

/** A committed change of a room, with the room as it is when it is told: at least as new as the change. */
export type RoomChange = Omit<OutboxEvent, 'id'> & { room: Room }

/**
 * Is told of changes: each at least once, in any order. Rejecting makes it be told again. What it writes with `tx` is
 * committed together with its having been told; it must use no other connection, since the embedded store has only one.
 */
export type RoomChangeConsumer = (
  change: RoomChange,
  during: { tx: Queryable; now: Date },
) => void | Promise<void>

type Dependencies = { database: Database; clock: Clock; consumers: readonly RoomChangeConsumer[] }

const BATCH = 100
const KEPT_MS = 24 * 3_600_000

/** Tells consumers of committed changes. Several nodes share the work by rows. */
export class OutboxPublisher {
  readonly #deps: Dependencies
  #pruneAtMs = 0

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Publishes what is there. A consumer that rejects leaves its batch for the next tick. */
  async tick(): Promise<void> {
    while ((await this.#publishBatch()) === BATCH);
    const { database, clock } = this.#deps
    const nowMs = clock()
    if (nowMs < this.#pruneAtMs) return
    this.#pruneAtMs = nowMs + KEPT_MS / 24
    await outboxStore.prune(database, new Date(nowMs - KEPT_MS))
  }

  #publishBatch(): Promise<number> {
    const { database, clock, consumers } = this.#deps
    return database.transaction(async (tx) => {
      const events = await outboxStore.claim(tx, BATCH)
      if (events.length === 0) return 0
      const nowMs = clock()
      const during = { tx, now: new Date(nowMs) }
      for (const { id: _, ...event } of events) {
        const row = await roomStore.find(tx, event.roomId)
        if (!row) throw new Error(`Room ${event.roomId} changed and is not there`)
        for (const consumer of consumers) {
          await consumer({ ...event, room: toRoom(row, nowMs) }, during)
        }
      }
      await outboxStore.published(
        tx,
        events.map(({ id }) => id),
        during.now,
      )
      return events.length
    })
  }
}
