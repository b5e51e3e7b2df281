import { includesRole, type Role } from '@kaibo/live-core'
import type { AuditActor } from '../audit/audit-entry.ts'
import { auditStore } from '../audit/audit-store.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { Queryable } from '../storage/database.ts'
import { type UserWithRole, userStore } from './user-store.ts'

export type RoleGrant = { userId: string; role: Role; actor: AuditActor; at: Date }

/**
 * Gives a person exactly this role and notes who did it; a role that the person has already changes nothing. Rejects
 * with `not_found`, and with `last_operator` when nobody would be left who could give roles.
 */
export async function grantRole(tx: Queryable, grant: RoleGrant): Promise<UserWithRole> {
  // Before the person, always: two operators who lower one another at once wait here instead of both succeeding.
  const operators = grant.role === 'operator' ? [] : await userStore.lockOperators(tx)
  const user = await lockedUser(tx, grant.userId)
  if (user.role === 'operator' && operators.every((id) => id === user.id) && grant.role !== 'operator') {
    throw new KaiboError('last_operator', 'This is the last operator: make another person one first.')
  }
  return user.role === grant.role ? user : change(tx, user, grant)
}

/** Gives a person at least this role: whoever has it or more keeps what they have. Rejects with `not_found`. */
export async function raiseRole(tx: Queryable, grant: RoleGrant): Promise<UserWithRole> {
  const user = await lockedUser(tx, grant.userId)
  return includesRole(user.role, grant.role) ? user : change(tx, user, grant)
}

async function lockedUser(tx: Queryable, id: string): Promise<UserWithRole> {
  const user = await userStore.lock(tx, id)
  if (!user) throw new KaiboError('not_found', 'There is no such person.')
  return user
}

async function change(tx: Queryable, user: UserWithRole, grant: RoleGrant): Promise<UserWithRole> {
  const { role, actor, at } = grant
  await userStore.setRole(tx, user.id, role)
  await auditStore.insert(tx, {
    at,
    actor,
    action: 'role.changed',
    target: { kind: 'user', id: user.id },
    detail: { from: user.role, to: role },
  })
  return { ...user, role }
}
