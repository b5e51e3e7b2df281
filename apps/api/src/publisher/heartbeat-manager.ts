import type { HeartbeatAnswer, HeartbeatRequest, User } from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { Rhythm } from '../config/rhythm.ts'
import { ownRoomOr404 } from '../room/room-access.ts'
import type { RoomJournal } from '../room/room-journal.ts'
import { type RoomRow, toRoom } from '../room/room-row.ts'
import { roomStore } from '../room/room-store.ts'
import type { Database, Queryable } from '../storage/database.ts'
import { pushFactStore } from '../stream/push-fact-store.ts'
import { pushUrlIssueStore } from '../stream/push-url-issue-store.ts'
import type { ReplaceStream } from '../stream/replace-stream.ts'
import { streamStore } from '../stream/stream-store.ts'
import { isForeignPush } from './foreign-push.ts'
import { isHeld } from './is-held.ts'
import { continuesRun, type PublisherLease, publisherStore } from './publisher-store.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  replaceStream: ReplaceStream
  clock: Clock
  rhythm: Rhythm
}

/** Hears the heartbeats of broadcasters' devices: one of the sources of a room's truth, and the way to tell them. */
export class HeartbeatManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects with `not_found` for a room that is absent or another's. A device without the lease changes nothing. */
  async beat(user: User, roomId: string, request: HeartbeatRequest): Promise<HeartbeatAnswer> {
    const { database, clock, rhythm } = this.#deps
    const nowMs = clock()
    const room = ownRoomOr404(await roomStore.find(database, roomId), user)
    const lease = await publisherStore.find(database, roomId)
    const isOurs = lease?.deviceId === request.deviceId
    const heard = lease && isOurs ? await this.#hear(room, lease, { ...request, nowMs }) : room
    return {
      room: toRoom(heard, nowMs),
      publisher: isOurs ? 'this-device' : whoElse(lease, room, { nowMs, rhythm }),
      ...(await this.#replacement(roomId, request.deviceId)),
      nextInMs: rhythm.heartbeatMs,
    }
  }

  /**
   * A heartbeat that agrees with the room's phase and with the one before is only noted. One that contradicts the phase
   * is evidence: "I push" in a room that shows nothing has the provider asked; "I do not push" under a running push may
   * be somebody else's. One that begins a new run of "I push" changes the facts.
   */
  async #hear(
    room: RoomRow,
    lease: PublisherLease,
    { deviceId, pushing, nowMs }: HeartbeatRequest & { nowMs: number },
  ): Promise<RoomRow> {
    const { database, journal, replaceStream, rhythm } = this.#deps
    const now = new Date(nowMs)
    const beat = { deviceId, pushing, now, freshMs: rhythm.heartbeatFreshMs }
    const isAgreed = pushing === (room.phase === 'live')
    if (isAgreed && (!pushing || continuesRun(lease, now, rhythm))) {
      await publisherStore.beat(database, room.id, beat)
      return room
    }
    const row = await journal.append(room.id, nowMs, async (tx, locked) => {
      await publisherStore.beat(tx, room.id, beat)
      if (pushing && locked.phase !== 'live') await roomStore.doubt(tx, room.id, now)
      if (!pushing && locked.phase === 'live' && (await this.#isForeign(tx, locked, nowMs))) {
        await replaceStream(tx, room.id, 'conflict', now)
      }
    })
    return row ?? room
  }

  async #isForeign(tx: Queryable, room: RoomRow, nowMs: number): Promise<boolean> {
    const lease = await publisherStore.find(tx, room.id)
    const { name } = await streamStore.current(tx, room.id)
    const pushes = (await pushFactStore.ofStreams(tx, [name])).get(name) ?? []
    return lease !== undefined && isForeignPush(lease, pushes, nowMs)
  }

  /** Whether the device's push URL leads to a stream that the room no longer has, and why that was given up. */
  async #replacement(roomId: string, deviceId: string): Promise<Pick<HeartbeatAnswer, 'pushUrlReplaced'>> {
    const { database } = this.#deps
    const streamName = await pushUrlIssueStore.newestStreamOf(database, roomId, deviceId)
    if (streamName === undefined) return {}
    const streams = await streamStore.ofRoom(database, roomId)
    const successor = streams[streams.findIndex(({ name }) => name === streamName) - 1]
    return successor === undefined || successor.made_because === 'opened'
      ? {}
      : { pushUrlReplaced: successor.made_because }
  }
}

const whoElse = (
  lease: PublisherLease | undefined,
  room: RoomRow,
  at: Parameters<typeof isHeld>[2],
): HeartbeatAnswer['publisher'] => (lease && isHeld(lease, room, at) ? 'other-device' : 'none')
