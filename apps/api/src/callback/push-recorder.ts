import type { PushEvent } from '../provider/provider-callback.ts'
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

type Dependencies = {
  database: Database
  journal: RoomJournal
  pushTokens: PushTokens
  replaceStream: ReplaceStream
}

/** What became of a push event. `refused` only where an `admit` judges it. */
export type RecordOutcome = 'recorded' | 'repeated' | 'conflict' | 'flood' | 'unknown-stream' | 'refused'

/** Judges an event under the room's lock before it is recorded; false refuses it. */
export type Admit = (tx: Queryable, room: RoomRow, fact: BoundPushFact) => Promise<boolean>

/** A fact with the stream that it is about. */
export type BoundPushFact = RecordedPushFact & { streamName: string }

/** No real stream begins and ends so often; more can only come from somebody who has got hold of a signature. */
const MOST_FACTS_AN_HOUR = 600
const HOUR_MS = 3_600_000

/** Records what a provider says about pushes as facts of their rooms. */
export class PushRecorder {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /**
   * Resolves after the commit. Who is answerable for the event (`admit`) has it asked about in any case: the answer may
   * be lost on its way.
   */
  async record(event: PushEvent, nowMs: number, admit?: Admit): Promise<RecordOutcome> {
    const { database, journal } = this.#deps
    const stream = await streamStore.find(database, event.streamName)
    if (stream === undefined) return 'unknown-stream'
    let outcome: RecordOutcome = 'repeated'
    await journal.append(stream.room_id, nowMs, async (tx, room) => {
      const fact = this.#toFact(event, nowMs)
      if (admit && !(await admit(tx, room, fact))) {
        outcome = 'refused'
        return
      }
      outcome = await this.#append(tx, room, fact)
      if (admit || raisesDoubt(fact, outcome)) await roomStore.doubt(tx, room.id, new Date(nowMs))
    })
    return outcome
  }

  async #append(
    tx: Queryable,
    room: RoomRow,
    { streamName, ...fact }: BoundPushFact,
  ): Promise<RecordOutcome> {
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
    if (streamName !== current.name || room.phase === 'ended' || fact.issueId === undefined) return 'recorded'
    const issues = await pushUrlIssueStore.ofStream(tx, streamName)
    if (mayPublish(issues, fact.issueId, fact.occurredAtMs)) return 'recorded'
    await this.#deps.replaceStream(tx, room.id, 'conflict', now)
    return 'conflict'
  }

  /** An event time in the future (a clock, or a forger) must not carry a reconnect window along. */
  #toFact({ token, ...event }: PushEvent, receivedAtMs: number): BoundPushFact {
    const issueId = token === undefined ? undefined : this.#deps.pushTokens.verify(token, event.streamName)
    const binding: Binding = issueId !== undefined ? 'bound' : token === undefined ? 'unbound' : 'mismatched'
    const occurredAtMs = Math.min(event.occurredAtMs, receivedAtMs)
    return { ...event, occurredAtMs, receivedAtMs, binding, ...(issueId === undefined ? {} : { issueId }) }
  }
}

/**
 * What the provider has to be asked about: an end (it is believed at once because it is reversible), a start without
 * our token, and whatever is said again: a retry is harmless, but a forged word may have taken the true one's place.
 */
const raisesDoubt = (fact: RecordedPushFact, outcome: RecordOutcome): boolean =>
  fact.type === 'push.ended' || fact.binding !== 'bound' || outcome === 'repeated' || outcome === 'flood'
