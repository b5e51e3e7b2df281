import type { Queryable } from '../storage/database.ts'

/** People's openids: what WeChat calls them, and nobody else learns. */
export const openidStore = {
  /** The openid of each of these people, by user id. */
  async ofUsers(db: Queryable, userIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await db.query<{ id: string; openid: string }>(
      { name: 'openids-of-users', text: 'select id, openid from users where id = any($1::text[])' },
      [userIds],
    )
    return new Map(rows.map(({ id, openid }) => [id, openid]))
  },
}
