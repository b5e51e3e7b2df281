import type { DecideApplicationRequest } from '@kaibo/live-core'
import type { AuditActor } from '../audit/audit-entry.ts'
import { auditStore } from '../audit/audit-store.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { Queryable } from '../storage/database.ts'
import { raiseRole } from '../user/grant-role.ts'
import { applicationStore } from './application-store.ts'

type Decision = DecideApplicationRequest & { id: string; actor: AuditActor; at: Date }

/**
 * Decides an application once and notes who did it; approval gives the role, and lowers nobody's. The same decision
 * again changes nothing. Rejects with `not_found`, or `application_decided` when it was decided otherwise.
 */
export async function decideApplication(tx: Queryable, decision: Decision): Promise<void> {
  const { id, actor, at, decision: state, note } = decision
  const application = await applicationStore.lock(tx, id)
  if (!application) throw new KaiboError('not_found', 'There is no such application.')
  if (application.state === state) return
  if (application.state !== 'open') {
    throw new KaiboError('application_decided', 'Another decision was made: set the person’s role instead.')
  }
  await applicationStore.decide(tx, { id, state, note: note ?? null, at })
  await auditStore.insert(tx, {
    at,
    actor,
    action: `application.${state}`,
    target: { kind: 'broadcaster-application', id },
    detail: { applicantId: application.user_id },
  })
  if (state === 'approved') {
    await raiseRole(tx, { userId: application.user_id, role: 'broadcaster', actor, at })
  }
}
