import type { ApplicationState } from '@kaibo/live-core'
import type { Queryable } from '../storage/database.ts'
import type { ApplicationCursor } from './application-cursor.ts'
import type { ApplicationRow } from './application-row.ts'

const SELECT = `select a.id, a.user_id, u.display_name as applicant_name, a.reason, a.state, a.note, a.created_at,
  a.decided_at from broadcaster_applications a join users u on u.id = a.user_id`

/** Applications to broadcast. */
export const applicationStore = {
  /** Files an application; false when the person has an open one already. */
  async insert(
    tx: Queryable,
    application: { id: string; userId: string; reason: string; createdAt: Date },
  ): Promise<boolean> {
    const rows = await tx.query(
      {
        name: 'application-insert',
        text: `insert into broadcaster_applications (id, user_id, reason, state, created_at)
               values ($1, $2, $3, 'open', $4)
               on conflict (user_id) where state = 'open' do nothing returning id`,
      },
      [application.id, application.userId, application.reason, application.createdAt],
    )
    return rows.length === 1
  },

  async find(db: Queryable, id: string): Promise<ApplicationRow | undefined> {
    const [row] = await db.query<ApplicationRow>(
      { name: 'application-find', text: `${SELECT} where a.id = $1` },
      [id],
    )
    return row
  },

  /** Locks an application: it is decided once. */
  async lock(tx: Queryable, id: string): Promise<ApplicationRow | undefined> {
    const [row] = await tx.query<ApplicationRow>(
      { name: 'application-lock', text: `${SELECT} where a.id = $1 for update of a` },
      [id],
    )
    return row
  },

  async newestOf(db: Queryable, userId: string): Promise<ApplicationRow | undefined> {
    const [row] = await db.query<ApplicationRow>(
      {
        name: 'application-newest',
        text: `${SELECT} where a.user_id = $1 order by a.created_at desc, a.id desc limit 1`,
      },
      [userId],
    )
    return row
  },

  async decide(
    tx: Queryable,
    { id, state, note, at }: { id: string; state: ApplicationState; note: string | null; at: Date },
  ): Promise<void> {
    await tx.query(
      {
        name: 'application-decide',
        text: 'update broadcaster_applications set state = $2, note = $3, decided_at = $4 where id = $1',
      },
      [id, state, note, at],
    )
  },

  /** A page, oldest first. No state means every state. */
  list(
    db: Queryable,
    {
      states,
      limit,
      after,
    }: { states: readonly ApplicationState[]; limit: number; after?: ApplicationCursor },
  ): Promise<ApplicationRow[]> {
    return db.query<ApplicationRow>(
      {
        name: `application-list-${after ? 'after' : 'first'}`,
        text: `${SELECT} where ($1::text[] = '{}' or a.state = any ($1))
               ${after ? 'and (a.created_at, a.id) > ($3, $4)' : ''}
               order by a.created_at, a.id limit $2`,
      },
      after ? [states, limit, after.createdAt, after.id] : [states, limit],
    )
  },
}
