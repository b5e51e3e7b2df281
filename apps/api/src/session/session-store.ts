import type { Role } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import type { UserWithRole } from '../user/user-store.ts'

type SessionRow = { id: string; display_name: string; role: Role; used_at: Date }

/** Sessions: a token is known by its keyed hash only. */
export const sessionStore = {
  async insert(
    tx: Queryable,
    session: { tokenHash: string; userId: string; createdAt: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'session-insert',
        text: `insert into sessions (token_hash, user_id, created_at, expires_at, used_at)
               values ($1, $2, $3, $4, $3)`,
      },
      [session.tokenHash, session.userId, session.createdAt, session.expiresAt],
    )
  },

  /** Whose session this is, unless it expired, was revoked or was not used since `usedAfter`. */
  async find(
    db: Queryable,
    { tokenHash, now, usedAfter }: { tokenHash: string; now: Date; usedAfter: Date },
  ): Promise<{ user: UserWithRole; usedAt: Date } | undefined> {
    const [row] = await db.query<SessionRow>(
      {
        name: 'session-find',
        text: `select u.id, u.display_name, u.role, s.used_at from sessions s join users u on u.id = s.user_id
               where s.token_hash = $1 and s.expires_at > $2 and s.used_at > $3 and s.revoked_at is null`,
      },
      [tokenHash, now, usedAfter],
    )
    return row && { user: { id: row.id, displayName: row.display_name, role: row.role }, usedAt: row.used_at }
  },

  /** Notes that a session is used, unless another request noted it since `unlessSince`. */
  async noteUse(
    db: Queryable,
    { tokenHash, now, unlessSince }: { tokenHash: string; now: Date; unlessSince: Date },
  ): Promise<void> {
    await db.query(
      {
        name: 'session-note-use',
        text: 'update sessions set used_at = $2 where token_hash = $1 and used_at <= $3',
      },
      [tokenHash, now, unlessSince],
    )
  },

  /** Ends one session for good. Tells how many that were. */
  async revoke(db: Queryable, tokenHash: string, now: Date): Promise<number> {
    const rows = await db.query(
      {
        name: 'session-revoke',
        text: `update sessions set revoked_at = $2 where token_hash = $1 and revoked_at is null
               returning token_hash`,
      },
      [tokenHash, now],
    )
    return rows.length
  },

  /** Ends every session of a person for good. Tells how many that were. */
  async revokeAllOf(db: Queryable, userId: string, now: Date): Promise<number> {
    const rows = await db.query(
      {
        name: 'session-revoke-all',
        text: `update sessions set revoked_at = $2
               where user_id = $1 and revoked_at is null and expires_at > $2 returning token_hash`,
      },
      [userId, now],
    )
    return rows.length
  },

  /** Forgets sessions that are over. */
  async forget(db: Queryable, expiredBefore: Date): Promise<void> {
    await db.query({ name: 'session-forget', text: 'delete from sessions where expires_at < $1' }, [
      expiredBefore,
    ])
  },
}
