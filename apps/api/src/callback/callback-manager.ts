import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import type { ProviderCallback, ReadCallback } from '../provider/provider-callback.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database } from '../storage/database.ts'
import { streamStore } from '../stream/stream-store.ts'
import { callbackStore } from './callback-store.ts'
import { isSecretWord } from './is-secret-word.ts'
import type { PushRecorder, RecordOutcome } from './push-recorder.ts'
import { withDeadline } from './with-deadline.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  provider: { name: string; readCallback: ReadCallback }
  recorder: PushRecorder
  clock: Clock
  logger: Logger
  callbackPath: string
}

/** What became of a callback, for the log and for metrics. */
export type CallbackOutcome = ProviderCallback['kind'] | RecordOutcome

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
  async receive(path: string, rawBody: Buffer): Promise<CallbackOutcome> {
    const { callbackPath, provider, clock, logger } = this.#deps
    if (!isSecretWord(path, callbackPath)) {
      throw new KaiboError('not_found', 'There is nothing at this address.')
    }
    const nowMs = clock()
    const callback = provider.readCallback(rawBody, nowMs)
    if (callback.kind === 'rejected')
      throw new KaiboError('callback_rejected', `Callback refused: ${callback.why}.`)
    const outcome = await withDeadline(this.#take(callback, nowMs))
    logger.info({ provider: provider.name, kind: callback.kind, outcome }, 'callback')
    return outcome
  }

  async #take(
    callback: Exclude<ProviderCallback, { kind: 'rejected' }>,
    nowMs: number,
  ): Promise<CallbackOutcome> {
    const { database, provider, recorder, logger } = this.#deps
    const now = new Date(nowMs)
    switch (callback.kind) {
      case 'push':
        return recorder.record(callback.event, nowMs)
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

  async #doubt(streamName: string, nowMs: number): Promise<void> {
    const { database, journal } = this.#deps
    const stream = await streamStore.find(database, streamName)
    if (stream === undefined) return
    await journal.append(stream.room_id, nowMs, (tx) => roomStore.doubt(tx, stream.room_id, new Date(nowMs)))
  }
}
