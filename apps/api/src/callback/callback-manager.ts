import { timingSafeEqual } from 'node:crypto'
import { isFinalEnd } from '@kaibo/live-core'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import type { ProviderCallback, PushEvent } from '../provider/provider-callback.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import type { RoomRow } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { mayPublish } from '../stream/may-publish.ts'
import { pushFactStore, type RecordedPushFact } from '../stream/push-fact-store.ts'
import type { Binding, PushTokens } from '../stream/push-token.ts'
import { pushUrlIssueStore } from '../stream/push-url-issue-store.ts'
import type { ReplaceStream } from '../stream/replace-stream.ts'
import { streamStore } from '../stream/stream-store.ts'
import { callbackStore } from './callback-store.ts'
import { withDeadline } from './with-deadline.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  provider: MediaProvider
  pushTokens: PushTokens
  replaceStream: ReplaceStream
  clock: Clock
  logger: Logger
  callbackPath: string
}

/** What became of a callback, for the log. */
type Outcome = ProviderCallback['kind'] | 'recorded' | 'repeated' | 'conflict' | 'flood' | 'unknown-stream'

/** No real stream begins and ends so often; more can only come from somebody who has got hold of a signature. */
const MOST_FACTS_AN_HOUR = 600
const HOUR_MS = 3_600_000

/** First tries come within seconds, second ones a minute later: so late, a push may be over and its end be lost. */
const LATE_MS = 30_000

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
    const outcome = await withDeadline(this.#take(callback, nowMs))
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
        if (callback.streamName) await this.#doubt(callback.streamName, nowMs)
        return 'stale'
      case 'malformed':
        logger.warn({ why: callback.why }, 'a signed callback has fields that cannot be read')
        return 'malformed'
    }
  }

  async #recordPush(event: PushEvent, nowMs: number): Promise<Outcome> {
    const { database, journal } = this.#deps
    const stream = await streamStore.find(database, event.streamName)
    if (stream === undefined) return 'unknown-stream'
    let outcome: Outcome = 'repeated'
    await journal.append(stream.room_id, nowMs, async (tx, room) => {
      const fact = this.#toFact(event, nowMs)
      outcome = await this.#append(tx, room, fact, event.streamName)
      if (raisesDoubt(fact, outcome)) await roomStore.doubt(tx, room.id, new Date(nowMs))
    })
    return outcome
  }

  async #append(tx: Queryable, room: RoomRow, fact: RecordedPushFact, streamName: string): Promise<Outcome> {
    const now = new Date(fact.receivedAtMs)
    const known = await pushFactStore.countSince(tx, streamName, {
      proven: fact.binding === 'bound',
      since: new Date(fact.receivedAtMs - HOUR_MS),
    })
    if (known >= MOST_FACTS_AN_HOUR) return 'flood'
    if (!(await pushFactStore.insert(tx, streamName, fact))) return 'repeated'
    if (fact.type !== 'push.started') return 'recorded'
    const current = await streamStore.current(tx, room.id)
    const stream = streamName === current.name ? current : await streamStore.find(tx, streamName)
    // Somebody pushes where nobody should: what was forbidden is not forbidden at the provider.
    if (stream?.desired_state === 'forbidden') await streamStore.applyAgain(tx, streamName, now)
    if (streamName !== current.name || isFinalEnd(room.end_reason) || fact.issueId === undefined)
      return 'recorded'
    const issues = await pushUrlIssueStore.ofStream(tx, streamName)
    if (mayPublish(issues, fact.issueId, fact.occurredAtMs)) return 'recorded'
    await this.#deps.replaceStream(tx, room.id, 'conflict', now)
    return 'conflict'
  }

  /** An event time in the future (a clock, or a forger) must not carry a reconnect window along. */
  #toFact({ streamName, token, ...event }: PushEvent, receivedAtMs: number): RecordedPushFact {
    const issueId = token === undefined ? undefined : this.#deps.pushTokens.verify(token, streamName)
    const binding: Binding = issueId !== undefined ? 'bound' : token === undefined ? 'unbound' : 'mismatched'
    const occurredAtMs = Math.min(event.occurredAtMs, receivedAtMs)
    return { ...event, occurredAtMs, receivedAtMs, binding, ...(issueId === undefined ? {} : { issueId }) }
  }

  async #doubt(streamName: string, nowMs: number): Promise<void> {
    const { database, journal } = this.#deps
    const stream = await streamStore.find(database, streamName)
    if (stream === undefined) return
    await journal.append(stream.room_id, nowMs, (tx) => roomStore.doubt(tx, stream.room_id, new Date(nowMs)))
  }
}

/**
 * What the provider has to be asked about: an end (it is believed at once because it is reversible), a start without
 * our token or one that comes late, and whatever is said again: a retry is harmless, but a forged word may have taken
 * the true one's place.
 */
const raisesDoubt = (fact: RecordedPushFact, outcome: Outcome): boolean =>
  fact.type === 'push.ended' ||
  fact.binding !== 'bound' ||
  fact.receivedAtMs - fact.occurredAtMs > LATE_MS ||
  outcome === 'repeated' ||
  outcome === 'flood'

function isEqual(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
