import type { Clock } from '../clock.ts'
import { rateWindowStore } from '../rate-limit/rate-window-store.ts'
import { loginCodeStore } from '../session/login-code-store.ts'
import { CODE_MEMORY_MS } from '../session/login-gate.ts'
import { sessionStore } from '../session/session-store.ts'
import type { Database } from '../storage/database.ts'

/** The nodes' clocks may differ so much: what one still reads, no other forgets. */
const CLOCK_TOLERANCE_MS = 10 * 60_000

type Dependencies = { database: Database; clock: Clock }

/** Forgets what is over and nobody reads any more. Every node may do so at any time. */
export class Housekeeper {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  async tick(): Promise<void> {
    const { database, clock } = this.#deps
    const overMs = clock() - CLOCK_TOLERANCE_MS
    await loginCodeStore.forget(database, new Date(overMs - CODE_MEMORY_MS))
    await rateWindowStore.forget(database, new Date(overMs))
    await sessionStore.forget(database, new Date(overMs))
  }
}
