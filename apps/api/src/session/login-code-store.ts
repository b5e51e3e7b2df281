import type { Queryable } from '../storage/database.ts'

/** WeChat's login codes that were handed in lately, by their keyed hash only. */
export const loginCodeStore = {
  /** Takes a code for this login; false when another took it after `rememberedSince`. A concurrent one is waited for. */
  async claim(
    tx: Queryable,
    { codeHash, now, rememberedSince }: { codeHash: string; now: Date; rememberedSince: Date },
  ): Promise<boolean> {
    const rows = await tx.query(
      {
        name: 'login-code-claim',
        text: `insert into login_codes (code_hash, used_at) values ($1, $2)
               on conflict (code_hash) do update set used_at = excluded.used_at where login_codes.used_at <= $3
               returning code_hash`,
      },
      [codeHash, now, rememberedSince],
    )
    return rows.length === 1
  },

  async forget(db: Queryable, usedBefore: Date): Promise<void> {
    await db.query({ name: 'login-code-forget', text: 'delete from login_codes where used_at < $1' }, [
      usedBefore,
    ])
  },
}
