import type { Queryable } from '../storage/database.ts'

/** A room that went live and whose subscribers are being told. */
export type StartNotice = { room_id: string; began_at: Date }

/** What is to be told, written in the transaction that tells of the change: no crash loses it, no repetition doubles it. */
export const startNoticeStore = {
  /** A room is live. A notice that is there already stays; one that was done with begins anew for who came later. */
  async note(tx: Queryable, roomId: string, now: Date): Promise<void> {
    await tx.query(
      {
        name: 'start-notice-note',
        text: `insert into room_start_notices (room_id, began_at, next_at) values ($1, $2, $2)
               on conflict (room_id) do update set began_at = excluded.began_at, next_at = excluded.next_at
               where room_start_notices.next_at is null`,
      },
      [roomId, now],
    )
  },

  /** Takes notices that are due; whoever does not come back is followed at `again`. */
  claimDue(
    db: Queryable,
    { now, again, limit }: { now: Date; again: Date; limit: number },
  ): Promise<StartNotice[]> {
    return db.query<StartNotice>(
      {
        name: 'start-notice-claim',
        text: `update room_start_notices set next_at = $2
               where room_id in (
                 select room_id from room_start_notices where next_at <= $1 order by next_at limit $3
                 for update skip locked)
               returning room_id, began_at`,
      },
      [now, again, limit],
    )
  },

  /** When to go on with a notice; null: everybody was told. */
  async next(db: Queryable, roomId: string, nextAt: Date | null): Promise<void> {
    await db.query(
      { name: 'start-notice-next', text: 'update room_start_notices set next_at = $2 where room_id = $1' },
      [roomId, nextAt],
    )
  },
}
