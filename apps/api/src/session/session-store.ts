import type { Role, User } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import type { Caller } from './caller.ts'

type UserRow = { id: string; display_name: string }
type CallerRow = UserRow & { role: Role }

/** Users and their sessions. */
export const sessionStore = {
  /** The user with this openid, made on the first visit. */
  async userByOpenid(tx: Queryable, openid: string, fresh: User & { createdAt: Date }): Promise<User> {
    const rows = await tx.query<UserRow>(
      {
        name: 'user-by-openid',
        // The update that changes nothing makes an existing row come back, also when two first visits race.
        text: `insert into users (id, openid, display_name, created_at) values ($1, $2, $3, $4)
               on conflict (openid) do update set openid = excluded.openid returning id, display_name`,
      },
      [fresh.id, openid, fresh.displayName, fresh.createdAt],
    )
    return toUser(rows[0])
  },

  async insert(
    tx: Queryable,
    session: { tokenHash: string; userId: string; createdAt: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'session-insert',
        text: 'insert into sessions (token_hash, user_id, created_at, expires_at) values ($1, $2, $3, $4)',
      },
      [session.tokenHash, session.userId, session.createdAt, session.expiresAt],
    )
  },

  /** Whose session this is, unless it expired or was revoked. */
  async userByToken(db: Queryable, tokenHash: string, now: Date): Promise<Caller | undefined> {
    const [row] = await db.query<CallerRow>(
      {
        name: 'session-user',
        text: `select u.id, u.display_name, u.role from sessions s join users u on u.id = s.user_id
               where s.token_hash = $1 and s.expires_at > $2 and s.revoked_at is null`,
      },
      [tokenHash, now],
    )
    return row && { ...toUser(row), role: row.role }
  },
}

function toUser(row: UserRow | undefined): User {
  if (!row) throw new Error('A statement that always returns a user returned none')
  return { id: row.id, displayName: row.display_name }
}
