import {
  type CreateRoomRequest,
  DEFAULT_LIST_LIMIT,
  type ListRoomsQuery,
  type Room,
  type RoomList,
  type UpdateRoomRequest,
  type User,
} from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { TextGate } from '../content-check/text-gate.ts'
import type { RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import type { CoverRules } from './cover-choice.ts'
import { createRoom, roomOfKey } from './create-room.ts'
import { isFinalEnd, ownRoomOr404, roomOr404 } from './room-access.ts'
import { decodeCursor, encodeCursor } from './room-cursor.ts'
import type { RoomJournal } from './room-journal.ts'
import { toRoom } from './room-row.ts'
import { roomStore } from './room-store.ts'
import { stopStore } from './stop-store.ts'
import { updateRoom } from './update-room.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  clock: Clock
  random: RandomBytes
  provider: string
  covers: CoverRules
  /** Lets through the words that others may read. */
  passTexts: TextGate
}

/** Opens, shows, lists, changes and ends rooms. */
export class RoomManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  /** Rejects with `idempotency_key_reused`, `text_rejected`, `unavailable` or, for the cover, `invalid_request`. */
  async createRoom(user: User, request: CreateRoomRequest, idempotencyKey?: string): Promise<Room> {
    const { database, random, provider, covers, clock } = this.#deps
    const create = { user, request, idempotencyKey, provider, covers }
    const known = await roomOfKey(database, create)
    if (known) return toRoom(known, clock())
    await this.#passTexts(user, request)
    const nowMs = clock()
    return toRoom(await createRoom(database, random, { ...create, now: new Date(nowMs) }), nowMs)
  }

  /**
   * Changes what the owner says of the room. Rejects with `not_found` for a room that is absent or another's, with
   * `room_ended`, `text_rejected`, `unavailable` or, for the cover, `invalid_request`.
   */
  async updateRoom(user: User, id: string, request: UpdateRoomRequest): Promise<Room> {
    const { database, covers, clock, journal } = this.#deps
    ownRoomOr404(await roomStore.find(database, id), user)
    await this.#passTexts(user, request)
    const nowMs = clock()
    const row = await updateRoom(database, covers, { user, roomId: id, request, now: new Date(nowMs) })
    journal.committed()
    return toRoom(row, nowMs)
  }

  async listRooms({ status = [], limit = DEFAULT_LIST_LIMIT, cursor }: ListRoomsQuery): Promise<RoomList> {
    const nowMs = this.#deps.clock()
    const rows = await roomStore.list(this.#deps.database, {
      statuses: status,
      now: new Date(nowMs),
      // One more than asked tells whether there is a next page.
      limit: limit + 1,
      ...(cursor === undefined ? {} : { after: decodeCursor(cursor) }),
    })
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => toRoom(row, nowMs)),
      nextCursor: last ? encodeCursor({ createdAt: last.created_at, id: last.id }) : null,
    }
  }

  async getRoom(id: string): Promise<Room> {
    return toRoom(roomOr404(await roomStore.find(this.#deps.database, id)), this.#deps.clock())
  }

  /**
   * Ends the owner's room for good. Ending an ended room changes nothing, except that a window's end becomes
   * final. Rejects with `not_found` for a room that is absent or another's.
   */
  async endRoom(user: User, id: string): Promise<Room> {
    const nowMs = this.#deps.clock()
    const row = await this.#deps.journal.append(id, nowMs, async (tx, room) => {
      ownRoomOr404(room, user)
      if (room.phase === 'ended' && isFinalEnd(room.end_reason)) return
      await stopStore.stop(tx, { roomId: id, reason: 'broadcaster', byUserId: user.id, at: new Date(nowMs) })
    })
    return toRoom(roomOr404(row), nowMs)
  }

  #passTexts(user: User, { title, announcement }: UpdateRoomRequest): Promise<void> {
    const texts = [
      { path: 'body.title', text: title },
      { path: 'body.announcement', text: announcement },
    ]
    return this.#deps.passTexts(
      user.id,
      texts.flatMap(({ path, text }) => (text ? [{ path, text, kind: 'room' as const }] : [])),
    )
  }
}
