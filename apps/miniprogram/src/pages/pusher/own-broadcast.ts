import { DEFAULT_ROOM_TIMES, type Room } from '@kaibo/live-core'
import * as z from 'zod/mini'
import type { KeyValueStore } from '../../platform/storage.ts'
import type { Rooms } from '../../services/rooms.ts'
import type { ServerClock } from '../../services/server-clock.ts'
import type { Sessions } from '../../services/sessions.ts'

const STORAGE_KEY = 'broadcast'

const stored = z.object({ roomId: z.string() })

/** The person's own room: opened once, and found again after the mini-program was closed, or on another phone. */
export type OwnBroadcast = {
  /** Opens a room and remembers it. After a failure, the same title asks for the same room again. */
  open(title: string): Promise<Room>
  /** The remembered room if a broadcast in it can go on, or one of theirs that runs on another device. Never rejects. */
  findUnfinished(): Promise<Room | undefined>
  forget(): void
}

type Dependencies = {
  rooms: Pick<Rooms, 'create' | 'get' | 'listRunning'>
  sessions: Pick<Sessions, 'currentUserId'>
  store: KeyValueStore
  clock: Pick<ServerClock, 'nowMs'>
  random: () => number
}

export function createOwnBroadcast({ rooms, sessions, store, clock, random }: Dependencies): OwnBroadcast {
  let pending: { title: string; key: string } | undefined
  const findRemembered = async (): Promise<Room | undefined> => {
    const found = stored.safeParse(store.read(STORAGE_KEY))
    if (!found.success) return undefined
    const room = await rooms.get(found.data.roomId)
    return canGoOn(room, clock.nowMs()) ? room : undefined
  }
  const findRunning = async (): Promise<Room | undefined> => {
    const { items } = await rooms.listRunning(await sessions.currentUserId())
    return items[0]
  }
  return {
    async open(title) {
      if (pending?.title !== title) pending = { title, key: newKey(clock.nowMs(), random) }
      const room = await rooms.create(title, pending.key)
      pending = undefined
      store.write(STORAGE_KEY, { roomId: room.id })
      return room
    },
    async findUnfinished() {
      const remembered = await findRemembered().catch(() => undefined)
      return remembered ?? (await findRunning().catch(() => undefined))
    },
    forget: () => store.remove(STORAGE_KEY),
  }
}

const canGoOn = ({ status, endReason, endedAt }: Room, nowMs: number): boolean =>
  status !== 'ended' ||
  (endReason === 'window' &&
    endedAt !== undefined &&
    nowMs - Date.parse(endedAt) < DEFAULT_ROOM_TIMES.reopenWithinMs)

/** Unique per person is enough: the API keeps each person's keys apart. */
const newKey = (nowMs: number, random: () => number): string =>
  `${nowMs.toString(36)}-${random().toString(36).slice(2)}${random().toString(36).slice(2)}`
