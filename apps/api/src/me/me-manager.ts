import { includesRole, type Me } from '@kaibo/live-core'
import { toApplication } from '../broadcaster-application/application-row.ts'
import { applicationStore } from '../broadcaster-application/application-store.ts'
import type { TextGate } from '../content-check/text-gate.ts'
import type { Caller } from '../session/caller.ts'
import type { Database } from '../storage/database.ts'
import { userStore } from '../user/user-store.ts'

type Dependencies = {
  database: Database
  /** Lets through the words that others may read. */
  passTexts: TextGate
  /** A person's picture as others see it, once it is approved. */
  avatarUrlOf: (userId: string) => Promise<string | null>
}

/** What people see and change of themselves. */
export class MeManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  async getMe(caller: Caller): Promise<Me> {
    const { database, avatarUrlOf } = this.#deps
    const user = await userStore.find(database, caller.id)
    if (!user) throw new Error(`${caller.id} has a session and is no user`)
    const application = await applicationStore.newestOf(database, caller.id)
    return {
      ...user,
      avatarUrl: await avatarUrlOf(caller.id),
      mayBroadcast: includesRole(caller.role, 'broadcaster'),
      application: application ? toApplication(application) : null,
    }
  }

  /**
   * Everywhere that shows the person shows the new name from now on. Rejects with `text_rejected`, or with
   * `unavailable` when it cannot be judged.
   */
  async rename(caller: Caller, displayName: string): Promise<Me> {
    await this.#deps.passTexts(caller.id, [{ path: 'body.displayName', text: displayName, kind: 'profile' }])
    await userStore.rename(this.#deps.database, caller.id, displayName)
    return this.getMe(caller)
  }
}
