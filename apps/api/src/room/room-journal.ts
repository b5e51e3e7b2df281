import { foldRoom, isFinalEnd, type RoomFold, ruleOnRoom } from '@kaibo/live-core'
import type { Rhythm } from '../config/rhythm.ts'
import { outboxStore } from '../outbox/outbox-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { streamStore } from '../stream/stream-store.ts'
import { readRoomFacts } from './room-facts.ts'
import { differs, type RoomRow } from './room-row.ts'
import { roomStore } from './room-store.ts'
import { stopStore } from './stop-store.ts'
import { whenToAsk } from './when-to-ask.ts'

/** Writes facts about a locked room. */
export type WriteFacts = (tx: Queryable, room: RoomRow) => Promise<void>

type Dependencies = { database: Database; rhythm: Rhythm; onCommit?: () => void }

/** The journal of all rooms: the one way a room changes. */
export class RoomJournal {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * Locks the room's row, writes facts, lets the facts rule on windows and reopenings, folds them all, and when the
   * fold shows anything new saves it with the room's next version and an outbox row; one transaction. Returns the
   * room as it is then, or undefined when there is none.
   */
  async append(roomId: string, nowMs: number, writeFacts: WriteFacts): Promise<RoomRow | undefined> {
    const { database, onCommit } = this.#deps
    const row = await database.transaction(async (tx) => {
      const room = await roomStore.lock(tx, roomId)
      if (!room) return undefined
      await writeFacts(tx, room)
      await this.#settle(tx, roomId, nowMs)
      return roomStore.find(tx, roomId)
    })
    onCommit?.()
    return row
  }

  async #settle(tx: Queryable, roomId: string, nowMs: number): Promise<void> {
    const room = await roomStore.find(tx, roomId)
    if (!room) throw new Error(`Room ${roomId} vanished under its lock`)
    const now = new Date(nowMs)
    const known = await readRoomFacts(tx, room, this.#deps.rhythm)
    const ruling = ruleOnRoom(known.facts, nowMs)
    if (ruling?.type === 'stopped') await stopStore.stop(tx, { roomId, reason: ruling.reason, at: now })
    if (ruling?.type === 'reopened') await stopStore.reopen(tx, { roomId, at: now })
    const facts = ruling ? { ...known.facts, stops: await stopStore.ofRoom(tx, roomId) } : known.facts
    const fold = foldRoom(facts)
    if (differs(room, fold)) await this.#save(tx, room, { fold, now })

    const { urls_issued_at, urls_expire_at } = known.stream
    const checkAtMs = whenToAsk(
      {
        fold,
        facts,
        urls:
          urls_issued_at && urls_expire_at
            ? { issuedAtMs: urls_issued_at.getTime(), expireAtMs: urls_expire_at.getTime() }
            : undefined,
        checkedAtMs: room.checked_at?.getTime(),
        doubtedAtMs: room.doubted_at?.getTime(),
      },
      this.#deps.rhythm,
    )
    if (checkAtMs !== room.check_at?.getTime()) {
      await roomStore.setCheck(tx, roomId, checkAtMs === undefined ? null : new Date(checkAtMs))
    }
  }

  async #save(tx: Queryable, room: RoomRow, { fold, now }: { fold: RoomFold; now: Date }): Promise<void> {
    const version = await roomStore.saveFold(tx, room.id, fold)
    await outboxStore.insert(tx, { roomId: room.id, version, type: 'room.changed', createdAt: now })
    // Whoever still holds a push URL of a room that a person ended must not push into it any more.
    if (fold.phase === 'ended' && isFinalEnd(fold.endReason)) await streamStore.forbid(tx, room.id, { now })
  }
}
