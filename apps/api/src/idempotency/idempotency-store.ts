import type { Queryable } from '../storage/database.ts'

/** Keys that a caller gave to a create, so that a retry finds the first one's result. */
export const idempotencyStore = {
  /**
   * Claims a key for this transaction. When another request has it (a concurrent one is waited for), its
   * request hash and room are returned instead.
   */
  async claim(
    tx: Queryable,
    claim: { userId: string; operation: string; key: string; requestHash: string; createdAt: Date },
  ): Promise<{ claimed: true } | { claimed: false; requestHash: string; roomId: string }> {
    const rows = await tx.query(
      {
        name: 'idempotency-claim',
        text: `insert into idempotency_keys (user_id, operation, key, request_hash, created_at)
               values ($1, $2, $3, $4, $5) on conflict do nothing returning key`,
      },
      [claim.userId, claim.operation, claim.key, claim.requestHash, claim.createdAt],
    )
    if (rows.length === 1) return { claimed: true }
    const first = await this.find(tx, claim)
    if (!first) throw new Error('An idempotency key conflicted with one that is not there')
    return { claimed: false, ...first }
  },

  /** What a key stands for, if it was used and its transaction is over. */
  async find(
    db: Queryable,
    { userId, operation, key }: { userId: string; operation: string; key: string },
  ): Promise<{ requestHash: string; roomId: string } | undefined> {
    const [row] = await db.query<{ request_hash: string; room_id: string }>(
      {
        name: 'idempotency-find',
        text: 'select request_hash, room_id from idempotency_keys where user_id = $1 and operation = $2 and key = $3',
      },
      [userId, operation, key],
    )
    return row && { requestHash: row.request_hash, roomId: row.room_id }
  },

  /** Binds a claimed key to the room it made; the same transaction. */
  async bind(
    tx: Queryable,
    claim: { userId: string; operation: string; key: string; roomId: string },
  ): Promise<void> {
    await tx.query(
      {
        name: 'idempotency-bind',
        text: 'update idempotency_keys set room_id = $4 where user_id = $1 and operation = $2 and key = $3',
      },
      [claim.userId, claim.operation, claim.key, claim.roomId],
    )
  },
}
