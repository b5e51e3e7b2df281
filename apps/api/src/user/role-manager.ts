import type { Role } from '@kaibo/live-core'
import type { AuditActor } from '../audit/audit-entry.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../storage/database.ts'
import { grantRole } from './grant-role.ts'
import type { UserWithRole } from './user-store.ts'

type Dependencies = { database: Database; clock: Clock }

/** Gives roles. The first operator is made with `actor: 'cli'`, by whoever may run commands on the server. */
export class RoleManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects with `not_found` or `last_operator`. The person's next request has the new role, on every node. */
  grantRole(grant: { userId: string; role: Role; actor: AuditActor }): Promise<UserWithRole> {
    const { database, clock } = this.#deps
    return database.transaction((tx) => grantRole(tx, { ...grant, at: new Date(clock()) }))
  }
}
