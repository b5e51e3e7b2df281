import {
  type CreateRoomRequest,
  DEFAULT_LIST_LIMIT,
  isFinalEnd,
  type ListRoomsQuery,
  type Room,
  type RoomList,
  type User,
} from '@kaibo/live-core'
import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../random.ts'
import type { Database } from '../storage/database.ts'
import { createRoom } from './create-room.ts'
import { ownRoomOr404, roomOr404 } from './room-access.ts'
import { decodeCursor, encodeCursor } from './room-cursor.ts'
import type { RoomJournal } from './room-journal.ts'
import { toRoom } from './room-row.ts'
import { roomStore } from './room-store.ts'
import { stopStore } from './stop-store.ts'

type Dependencies = {
  database: Database
  journal: RoomJournal
  clock: Clock
  random: RandomBytes
  provider: string
}

/** Opens, shows, lists and ends rooms. */
export class RoomManager {
  readonly #deps: Dependencies

  constructor(dependencies: Dependencies) {
    this.#deps = dependencies
  }

  async createRoom(user: User, request: CreateRoomRequest, idempotencyKey?: string): Promise<Room> {
    const { database, random, provider } = this.#deps
    const nowMs = this.#deps.clock()
    const row = await createRoom(database, random, {
      user,
      request,
      idempotencyKey,
      now: new Date(nowMs),
      provider,
    })
    return toRoom(row, nowMs)
  }

  async listRooms({
    status = [],
    broadcasterId,
    limit = DEFAULT_LIST_LIMIT,
    cursor,
  }: ListRoomsQuery): Promise<RoomList> {
    const nowMs = this.#deps.clock()
    const rows = await roomStore.list(this.#deps.database, {
      statuses: status,
      ...(broadcasterId === undefined ? {} : { ownerId: broadcasterId }),
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
}
