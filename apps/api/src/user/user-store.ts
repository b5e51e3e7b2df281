import type { Role, User } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'

/** A person with the role that an operator gave, whatever the policy adds to it. */
export type UserWithRole = User & { role: Role }

type UserRow = { id: string; display_name: string; role: Role }

const COLUMNS = 'id, display_name, role'

/** People. */
export const userStore = {
  /** The user with this openid, made on the first visit. */
  async byOpenid(tx: Queryable, openid: string, fresh: User & { createdAt: Date }): Promise<User> {
    const [row] = await tx.query<UserRow>(
      {
        name: 'user-by-openid',
        // The update that changes nothing makes an existing row come back, also when two first visits race.
        text: `insert into users (id, openid, display_name, created_at) values ($1, $2, $3, $4)
               on conflict (openid) do update set openid = excluded.openid returning ${COLUMNS}`,
      },
      [fresh.id, openid, fresh.displayName, fresh.createdAt],
    )
    if (!row) throw new Error('A statement that always returns a user returned none')
    return { id: row.id, displayName: row.display_name }
  },

  async find(db: Queryable, id: string): Promise<UserWithRole | undefined> {
    const [row] = await db.query<UserRow>(
      { name: 'user-find', text: `select ${COLUMNS} from users where id = $1` },
      [id],
    )
    return row && toUser(row)
  },

  /** Locks the person's row against other changes of the role; rows that refer to it may still be written. */
  async lock(tx: Queryable, id: string): Promise<UserWithRole | undefined> {
    const [row] = await tx.query<UserRow>(
      { name: 'user-lock', text: `select ${COLUMNS} from users where id = $1 for no key update` },
      [id],
    )
    return row && toUser(row)
  },

  /** Locks every operator, in an order that all share, and tells their ids. */
  async lockOperators(tx: Queryable): Promise<string[]> {
    const rows = await tx.query<{ id: string }>({
      name: 'user-lock-operators',
      text: `select id from users where role = 'operator' order by id for no key update`,
    })
    return rows.map(({ id }) => id)
  },

  async setRole(tx: Queryable, id: string, role: Role): Promise<void> {
    await tx.query({ name: 'user-set-role', text: 'update users set role = $2 where id = $1' }, [id, role])
  },

  async rename(db: Queryable, id: string, displayName: string): Promise<void> {
    await db.query({ name: 'user-rename', text: 'update users set display_name = $2 where id = $1' }, [
      id,
      displayName,
    ])
  },
}

const toUser = (row: UserRow): UserWithRole => ({
  id: row.id,
  displayName: row.display_name,
  role: row.role,
})
