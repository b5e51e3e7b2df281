import { backoffDelayMs } from '@kaibo/live-core'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import { type RandomBytes, randomShare } from '../random.ts'
import type { Database } from '../storage/database.ts'
import { inParallel } from './in-parallel.ts'
import { type StreamWork, streamWorkStore } from './stream-work-store.ts'

type Dependencies = {
  database: Database
  provider: MediaProvider
  clock: Clock
  random: RandomBytes
  logger: Logger
}

const AT_ONCE = 8
const A_TICK = 50
/** Longer than a call to the provider may take: until then a claimed stream is this process's. */
const CLAIM_MS = 30_000
const RETRY = { baseMs: 1_000, capMs: 60_000, minMs: 500 }
/** A forbid ends a little after the last push URL does. */
const MARGIN_MS = 60_000

/**
 * Drives streams at the provider to what is wanted of them. Level-triggered: it looks at the wish as it is now, and
 * repeats until the provider confirms it. A command names a stream that is never used again once it was forbidden, so
 * one that arrives late hits nothing new.
 */
export class StreamReconciler {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  async tick(): Promise<void> {
    const { database, clock } = this.#deps
    const nowMs = clock()
    const work = await streamWorkStore.claim(database, {
      now: new Date(nowMs),
      retryAt: new Date(nowMs + CLAIM_MS),
      limit: A_TICK,
    })
    await inParallel(work, AT_ONCE, (stream) => this.#apply(stream))
  }

  async #apply(stream: StreamWork): Promise<void> {
    const { database, clock, random, logger } = this.#deps
    try {
      await this.#command(stream)
      await streamWorkStore.applied(database, stream)
    } catch (err) {
      logger.warn(
        { wanted: stream.desiredState, failures: stream.failures + 1, err },
        'a stream could not be set',
      )
      const delayMs = backoffDelayMs(RETRY, stream.failures, () => randomShare(random))
      await streamWorkStore.failed(database, stream, new Date(clock() + delayMs))
    }
  }

  async #command({ name, desiredState, urlsExpireAtMs }: StreamWork): Promise<void> {
    const { provider, clock } = this.#deps
    if (desiredState === 'allowed') return provider.resumeStream(name)
    // Without a URL that still works, nobody can push there.
    if (urlsExpireAtMs === undefined || urlsExpireAtMs <= clock()) return
    await provider.forbidStream(name, {
      untilMs: urlsExpireAtMs + MARGIN_MS,
      reason: 'The room ended, or has another stream.',
    })
  }
}
