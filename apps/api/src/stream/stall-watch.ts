import type { RoomJournal } from '../room/room-journal.ts'
import { roomStore } from '../room/room-store.ts'

/** One stalled picture is the viewer's own network more often than not; so many reports in this time are the room's. */
const ENOUGH_REPORTS = 3
const WITHIN_MS = 30_000
/** Above so many rooms the old reports are forgotten. */
const MOST_ROOMS = 1_000

/**
 * Counts reports of pictures that stopped, and has the provider asked when there are several. Counted in memory: what a
 * restart forgets comes again with the next stall.
 */
export class StallWatch {
  readonly #journal: RoomJournal
  readonly #doubtSpacingMs: number
  readonly #reports = new Map<string, { sinceMs: number; times: number; doubtedAtMs?: number }>()

  constructor(journal: RoomJournal, doubtSpacingMs: number) {
    this.#journal = journal
    this.#doubtSpacingMs = doubtSpacingMs
  }

  async note(roomId: string, nowMs: number): Promise<void> {
    const known = this.#reports.get(roomId)
    const isRecent = known !== undefined && nowMs - known.sinceMs <= WITHIN_MS
    const report = isRecent ? known : { ...known, sinceMs: nowMs, times: 0 }
    report.times += 1
    this.#reports.set(roomId, report)
    if (this.#reports.size > MOST_ROOMS) this.#forgetOld(nowMs)
    if (report.times < ENOUGH_REPORTS) return
    if (report.doubtedAtMs !== undefined && nowMs - report.doubtedAtMs < this.#doubtSpacingMs) return
    // Noted before the write: the thousand reports that come meanwhile must not write as well.
    report.doubtedAtMs = nowMs
    await this.#journal.append(roomId, nowMs, (tx) => roomStore.doubt(tx, roomId, new Date(nowMs)))
  }

  #forgetOld(nowMs: number): void {
    const keptMs = Math.max(WITHIN_MS, this.#doubtSpacingMs)
    for (const [roomId, { sinceMs }] of this.#reports) {
      if (nowMs - sinceMs > keptMs) this.#reports.delete(roomId)
    }
  }
}
