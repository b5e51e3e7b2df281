import type { StreamRequest } from './access/access-rules.ts'
import type { Refusal } from './access/refusal.ts'
import { txTimeMs } from './access/tx-signature.ts'
import { END_REASONS } from './end-reason.ts'
import { Push, type PushOptions } from './push.ts'
import type { Publisher } from './push-info.ts'
import { createSequence } from './sequence.ts'

export type PushesOptions = Pick<PushOptions, 'rules' | 'listener' | 'clock' | 'idleMs' | 'gopBytes'>

/** The pushes that there are: at most one of a stream. */
export class Pushes {
  readonly #options: PushesOptions
  readonly #nextSequence: () => string
  readonly #byName = new Map<string, Push>()

  constructor(options: PushesOptions) {
    this.#options = options
    this.#nextSequence = createSequence(options.clock)
  }

  all(): Push[] {
    return [...this.#byName.values()]
  }

  find(streamName: string): Push | undefined {
    return this.#byName.get(streamName)
  }

  /** Begins a push that may be; what becomes of one that is there already, the rules say. */
  open(request: StreamRequest, publisher: Publisher): Push | Refusal {
    const current = this.find(request.streamName)
    if (current && this.#options.rules().duplicate === 'refuse') {
      return { kind: 'taken', text: 'this stream is being pushed already' }
    }
    current?.end(current.link === 'open' ? END_REASONS.takenOver : END_REASONS.takenOverSilent)
    const push = new Push({
      ...this.#options,
      identity: { ...request, sequence: this.#nextSequence() },
      publisher,
      expiresAtMs: txTimeMs(request.query),
      release: () => this.#byName.delete(request.streamName),
    })
    this.#byName.set(request.streamName, push)
    return push
  }
}
