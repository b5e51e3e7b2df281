import type { Queryable } from '../storage/database.ts'
import type { AuditEntry } from './audit-entry.ts'

/** The audit log: written with the change itself, so that neither is there without the other. Never updated. */
export const auditStore = {
  async insert(tx: Queryable, { at, actor, action, target, detail = {} }: AuditEntry): Promise<void> {
    const actorUserId = typeof actor === 'string' ? null : actor.id
    const by = typeof actor === 'string' ? { by: actor } : {}
    await tx.query(
      {
        name: 'audit-insert',
        text: `insert into audit_log (at, actor_user_id, action, target_kind, target_id, detail)
               values ($1, $2, $3, $4, $5, $6)`,
      },
      [at, actorUserId, action, target.kind, target.id, JSON.stringify({ ...detail, ...by })],
    )
  },
}
