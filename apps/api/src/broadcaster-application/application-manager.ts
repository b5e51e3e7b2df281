import {
  type ApplicationList,
  type BroadcasterApplication,
  DEFAULT_LIST_LIMIT,
  type DecideApplicationRequest,
  includesRole,
  type ListApplicationsQuery,
  type User,
} from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { BroadcastPolicy } from '../config/config.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { newId, type RandomBytes } from '../random.ts'
import type { Caller } from '../session/caller.ts'
import type { Database } from '../storage/database.ts'
import { decodeCursor, encodeCursor } from './application-cursor.ts'
import { type ApplicationRow, toApplication } from './application-row.ts'
import { applicationStore } from './application-store.ts'
import { decideApplication } from './decide-application.ts'

type Dependencies = { database: Database; clock: Clock; random: RandomBytes; policy: BroadcastPolicy }

/** Takes applications to broadcast, lists and decides them. */
export class ApplicationManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * Files an application. Rejects with `application_not_needed` for whoever may broadcast already,
   * `applications_closed` where operators choose by themselves, and `application_pending` while one is open.
   */
  async apply(caller: Caller, reason: string): Promise<BroadcasterApplication> {
    const { database, clock, random, policy } = this.#deps
    if (includesRole(caller.role, 'broadcaster')) {
      throw new KaiboError('application_not_needed', 'You may broadcast already.')
    }
    if (policy !== 'application') {
      throw new KaiboError('applications_closed', 'Operators choose who broadcasts: ask one of them.')
    }
    const id = newId('application', random)
    const application = { id, userId: caller.id, reason, createdAt: new Date(clock()) }
    if (!(await applicationStore.insert(database, application))) {
      throw new KaiboError('application_pending', 'Your application is open: an operator decides it.')
    }
    return toApplication(found(await applicationStore.find(database, id)))
  }

  async list({
    state = [],
    limit = DEFAULT_LIST_LIMIT,
    cursor,
  }: ListApplicationsQuery): Promise<ApplicationList> {
    const rows = await applicationStore.list(this.#deps.database, {
      states: state,
      // One more than asked tells whether there is a next page.
      limit: limit + 1,
      ...(cursor === undefined ? {} : { after: decodeCursor(cursor) }),
    })
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    return {
      items: page.map(toApplication),
      nextCursor: last ? encodeCursor({ createdAt: last.created_at, id: last.id }) : null,
    }
  }

  /** Rejects with `not_found`, or `application_decided` when it was decided otherwise. */
  async decide(
    operator: User,
    id: string,
    request: DecideApplicationRequest,
  ): Promise<BroadcasterApplication> {
    const { database, clock } = this.#deps
    const at = new Date(clock())
    return database.transaction(async (tx) => {
      await decideApplication(tx, { id, actor: { id: operator.id }, at, ...request })
      return toApplication(found(await applicationStore.find(tx, id)))
    })
  }
}

function found(row: ApplicationRow | undefined): ApplicationRow {
  if (!row) throw new Error('An application is missing right after it was written')
  return row
}
