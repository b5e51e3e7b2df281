import type { WorkerVitals } from '../background/worker.ts'

/** A tick has bounded waits only, and never takes so long: whoever is still at it has got stuck. */
const STUCK_MS = 120_000

export type ReadinessParts = {
  /** Rejects when the store does not answer. */
  isStoreCurrent(): Promise<boolean>
  /** Undefined until the workers have been started. */
  vitals(): readonly WorkerVitals[] | undefined
}

/** Whether this process should be sent requests: it is not about to stop, its store is there and its workers go on. */
export class Readiness {
  readonly #parts: ReadinessParts
  #isDraining = false

  constructor(parts: ReadinessParts) {
    this.#parts = parts
  }

  /** From now on the answer is no: whoever sends requests here has time to send them elsewhere. */
  drain(): void {
    this.#isDraining = true
  }

  /** Why not, in a sentence; undefined when it is ready. Rejects when the store does not answer. */
  async reasonAgainst(): Promise<string | undefined> {
    if (this.#isDraining) return 'This process is about to stop.'
    const vitals = this.#parts.vitals()
    if (vitals === undefined) return 'This process is still starting.'
    const stuck = vitals.find(({ tickingMs = 0 }) => tickingMs > STUCK_MS)
    if (stuck) return `The ${stuck.name} has not come to an end for ${Math.round(STUCK_MS / 1000)} s.`
    const isCurrent = await this.#parts.isStoreCurrent()
    return isCurrent ? undefined : 'The store lacks migrations that this process needs.'
  }
}
