import type { StreamObservation } from '@kaibo/live-core'
import type { Logger } from 'pino'
import { workerLeaseStore } from '../background/worker-lease-store.ts'
import type { Clock } from '../clock.ts'
import type { Rhythm } from '../config/rhythm.ts'
import type { MediaProvider } from '../provider/media-provider.ts'
import { type RandomBytes, randomShare } from '../random.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { observationStore } from '../stream/observation-store.ts'
import { type StreamRow, streamStore } from '../stream/stream-store.ts'
import { inParallel } from './in-parallel.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  provider: MediaProvider
  clock: Clock
  random: RandomBytes
  rhythm: Rhythm
  logger: Logger
  /** Names this process among those that share the store. */
  holder: string
}

const LEASE = 'room-sweeper'
/** The provider allows 300 questions a second (267/20470); other users of the account need some of them. */
const QUESTIONS_AT_ONCE = 16
const QUESTIONS_A_TICK = 100
const PAGE = 200

/**
 * Asks the provider about rooms whose facts have grown stale, and records its answers as facts. One process at a time
 * does it for all.
 */
export class RoomSweeper {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  async tick(): Promise<void> {
    const { database, clock, rhythm, holder } = this.#deps
    const lease = { name: LEASE, holder, leaseMs: rhythm.leaseMs }
    const holding = await workerLeaseStore.take(database, lease)
    if (!holding) return
    // A recovery that is cut short has not been done: the next holder finds the same gap.
    if (holding.restedMs > rhythm.outageMs) await this.#recover(holding.restedMs)
    await workerLeaseStore.worked(database, lease)
    try {
      const due = await roomStore.dueForCheck(database, new Date(clock()), QUESTIONS_A_TICK)
      await inParallel(due, QUESTIONS_AT_ONCE, ({ id }) => this.ask(id))
    } finally {
      // A tick whose questions took long was no rest: the next one must not find an outage.
      await workerLeaseStore.worked(database, lease)
    }
  }

  /** Lets another process go on at once. */
  release(): Promise<void> {
    return workerLeaseStore.release(this.#deps.database, { name: LEASE, holder: this.#deps.holder })
  }

  /**
   * Asks about one room. A question that fails is no fact: it is only asked again. An answer counts from when it was
   * asked for: what was heard while it was on its way may be newer.
   */
  async ask(roomId: string): Promise<void> {
    const { database, provider, clock, logger } = this.#deps
    const askedAt = new Date(clock())
    const stream = await streamStore.current(database, roomId)
    let state: StreamObservation['state']
    try {
      state = await provider.queryStream(stream.name)
    } catch (err) {
      logger.warn({ roomId, err }, 'the provider could not be asked')
      await this.#askAgain(roomId, askedAt)
      return
    }
    await this.#deps.journal.append(roomId, clock(), async (tx) => {
      await observationStore.insert(tx, stream.name, state, askedAt)
      await roomStore.checked(tx, roomId, { askedAt, answered: true })
      await applyAgainIfNeeded(tx, { name: stream.name, state, now: new Date(clock()) })
    })
  }

  async #askAgain(roomId: string, askedAt: Date): Promise<void> {
    const { database, clock, random, rhythm } = this.#deps
    await roomStore.checked(database, roomId, { askedAt, answered: false })
    const delayMs = rhythm.askRetryMs * (1 + randomShare(random))
    await roomStore.setCheck(database, roomId, new Date(clock() + delayMs))
  }

  /** Nobody could be heard for a while: windows start anew, and every open room is asked about. */
  async #recover(restedMs: number): Promise<void> {
    const { database, journal, clock, logger } = this.#deps
    logger.warn({ restedMs: Math.round(restedMs) }, 'back after an outage: every open room is asked about')
    let after = ''
    for (;;) {
      const page = await roomStore.openRooms(database, after, PAGE)
      for (const { id } of page) {
        const now = new Date(clock())
        await journal.append(id, now.getTime(), async (tx) => {
          await roomStore.recovered(tx, id, now)
          await roomStore.doubt(tx, id, now)
        })
        after = id
      }
      if (page.length < PAGE) return
    }
  }
}

/** What the provider shows is compared with what is wanted: a forbid that was lost, or undone, is applied again. */
async function applyAgainIfNeeded(
  tx: Queryable,
  seen: { name: string; state: StreamObservation['state']; now: Date },
): Promise<void> {
  const stream = await streamStore.find(tx, seen.name)
  if (stream && contradicts(stream, seen.state)) await streamStore.applyAgain(tx, seen.name, seen.now)
}

/** A forbid that is not ours (moderation, the provider's console) is nobody's to undo. */
const contradicts = (stream: StreamRow, state: StreamObservation['state']): boolean =>
  (stream.desired_state === 'forbidden' && state === 'active') ||
  (stream.desired_state === 'allowed' && state === 'forbidden' && stream.applied_generation > 1)
