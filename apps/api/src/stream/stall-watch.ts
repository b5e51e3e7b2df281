import { LRUCache } from 'lru-cache'
import type { RoomJournal } from '../room/room-journal.ts'
import { roomStore } from '../room/room-store.ts'

/** One stalled picture is the viewer's own network more often than not; so many reports in this time are the room's. */
const ENOUGH_REPORTS = 3
const WITHIN_MS = 30_000
/** Above so many rooms the one whose viewers have been quiet for longest is forgotten. */
const MOST_ROOMS = 10_000

/** A room's newest reports, as many as are enough, and when the last doubt was raised. */
type Reports = { newestMs: readonly number[]; doubtedAtMs: number | undefined }

/**
 * Counts reports of pictures that stopped, and has the provider asked when there are several. Counted in memory: what a
 * restart forgets comes again with the next stall.
 */
export class StallWatch {
  readonly #journal: RoomJournal
  readonly #doubtSpacingMs: number
  readonly #reports = new LRUCache<string, Reports>({ max: MOST_ROOMS })

  constructor(journal: RoomJournal, doubtSpacingMs: number) {
    this.#journal = journal
    this.#doubtSpacingMs = doubtSpacingMs
  }

  async note(roomId: string, nowMs: number): Promise<void> {
    const reports = this.#reports.get(roomId) ?? { newestMs: [], doubtedAtMs: undefined }
    reports.newestMs = [...reports.newestMs, nowMs].slice(-ENOUGH_REPORTS)
    this.#reports.set(roomId, reports)
    const [oldestMs = nowMs] = reports.newestMs
    if (reports.newestMs.length < ENOUGH_REPORTS || nowMs - oldestMs > WITHIN_MS) return
    if (reports.doubtedAtMs !== undefined && nowMs - reports.doubtedAtMs < this.#doubtSpacingMs) return
    // Noted before the write: the thousand reports that come meanwhile must not write as well.
    reports.doubtedAtMs = nowMs
    try {
      await this.#journal.append(roomId, nowMs, (tx) => roomStore.doubt(tx, roomId, new Date(nowMs)))
    } catch (error) {
      reports.doubtedAtMs = undefined
      throw error
    }
  }
}
