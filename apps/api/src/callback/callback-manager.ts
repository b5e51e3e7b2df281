import { timingSafeEqual } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import type { ProviderCallback, PushEvent } from '../provider/provider-callback.ts'
import { appendFacts } from '../room/room-journal.ts'
import type { Database } from '../storage/database.ts'
import type { Binding, PushTokens } from '../stream/push-token.ts'
import { type RecordedPushFact, streamStore } from '../stream/stream-store.ts'
import { callbackStore } from './callback-store.ts'

type Dependencies = {
  database: Database
  provider: MediaProvider
  pushTokens: PushTokens
  clock: Clock
  logger: Logger
  callbackPath: string
}

/** What became of a callback, for the log. */
type Outcome = ProviderCallback['kind'] | 'recorded' | 'repeated' | 'unknown-stream'

/**
 * Takes the provider's callbacks. They are hints: only facts are recorded, and whatever is doubtful queues a
 * question to the provider instead of changing a room. Answers only after the commit; every answer but
 * "forged" is a success, because anything else makes the provider send the same again.
 */
export class CallbackManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects with `not_found` for a wrong path, `callback_rejected` for a forged body, `unavailable` without a store. */
  async receive(path: string, rawBody: Buffer): Promise<void> {
    const { callbackPath, provider, clock, logger } = this.#deps
    if (!isEqual(path, callbackPath)) throw new KaiboError('not_found', 'There is nothing at this address.')
    const nowMs = clock()
    const callback = provider.readCallback(rawBody, nowMs)
    if (callback.kind === 'rejected')
      throw new KaiboError('callback_rejected', `Callback refused: ${callback.why}.`)
    const outcome = await this.#take(callback, nowMs)
    logger.info({ provider: provider.name, kind: callback.kind, outcome }, 'callback')
  }

  async #take(callback: Exclude<ProviderCallback, { kind: 'rejected' }>, nowMs: number): Promise<Outcome> {
    const { database, provider, logger } = this.#deps
    const now = new Date(nowMs)
    switch (callback.kind) {
      case 'push':
        return this.#recordPush(callback.event, nowMs)
      case 'other':
        await callbackStore.keepEvent(database, callback.event, {
          provider: provider.name,
          verified: true,
          now,
        })
        return 'other'
      case 'stale':
        if (callback.other) {
          await callbackStore.keepEvent(database, callback.other, {
            provider: provider.name,
            verified: false,
            now,
          })
        }
        if (callback.streamName) await this.#reconcile(callback.streamName, 'stale callback', now)
        return 'stale'
      case 'malformed':
        logger.warn({ why: callback.why }, 'a signed callback has fields that cannot be read')
        return 'malformed'
    }
  }

  async #recordPush(event: PushEvent, nowMs: number): Promise<Outcome> {
    const { database } = this.#deps
    const now = new Date(nowMs)
    const roomId = await streamStore.roomIdOf(database, event.streamName)
    if (roomId === undefined) return 'unknown-stream'
    let outcome: Outcome = 'repeated'
    await appendFacts(database, roomId, now, async (tx) => {
      const fact = this.#toFact(event, nowMs)
      if (!(await streamStore.insertPushFact(tx, event.streamName, fact))) return
      outcome = 'recorded'
      const doubt = doubtOf(fact)
      if (doubt) await callbackStore.requestReconcile(tx, roomId, doubt, now)
    })
    return outcome
  }

  /** An event time in the future (a clock, or a forger) must not carry a reconnect window along. */
  #toFact({ streamName, token, ...event }: PushEvent, receivedAtMs: number): RecordedPushFact {
    const issueId = token === undefined ? undefined : this.#deps.pushTokens.verify(token, streamName)
    const binding: Binding = issueId !== undefined ? 'bound' : token === undefined ? 'unbound' : 'mismatched'
    const occurredAtMs = Math.min(event.occurredAtMs, receivedAtMs)
    return { ...event, occurredAtMs, receivedAtMs, binding, ...(issueId === undefined ? {} : { issueId }) }
  }

  async #reconcile(streamName: string, reason: string, now: Date): Promise<void> {
    const { database } = this.#deps
    const roomId = await streamStore.roomIdOf(database, streamName)
    if (roomId !== undefined) await callbackStore.requestReconcile(database, roomId, reason, now)
  }
}

/** An end is believed at once because it is reversible, and asked about; a start without our token is asked about. */
function doubtOf({ type, binding }: RecordedPushFact): string | undefined {
  if (type === 'push.ended') return 'push ended'
  return binding === 'bound' ? undefined : `${binding} push started`
}

function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
