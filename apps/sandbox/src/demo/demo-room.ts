import type { Room } from '@kaibo/live-core'
import type { ApiClient } from './api-client.ts'

export const DEMO_ROOM_TITLE = 'Kaibo demo · 开播演示'

/** The statuses in which a room can be broadcast to, the one to continue first. */
const USABLE = ['live', 'interrupted', 'waiting'] as const

export type Broadcaster = { token: string; userId: string }

/**
 * The room to continue: this broadcaster's own, the one furthest along, the newest of those.
 * @param rooms newest first, as the API lists them
 */
export const chooseDemoRoom = (rooms: readonly Room[], userId: string): Room | undefined => {
  const own = rooms.filter((room) => room.broadcaster.id === userId && room.title === DEMO_ROOM_TITLE)
  for (const status of USABLE) {
    const room = own.find((candidate) => candidate.status === status)
    if (room !== undefined) return room
  }
  return undefined
}

/** Reads every page of the rooms that can be broadcast to, and chooses. */
export const findDemoRoom = async (
  api: ApiClient,
  { token, userId }: Broadcaster,
): Promise<Room | undefined> => {
  const rooms: Room[] = []
  let cursor: string | null = null
  do {
    const query: [string, string][] = USABLE.map((status) => ['status', status])
    query.push(['limit', '100'])
    if (cursor !== null) query.push(['cursor', cursor])
    const page: { items: Room[]; nextCursor: string | null } = await api.call('listRooms', { token, query })
    rooms.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return chooseDemoRoom(rooms, userId)
}

/** Opens a new demo room. A repeated call with the same key answers the same room. */
export const openDemoRoom = (api: ApiClient, { token }: Broadcaster, idempotencyKey: string): Promise<Room> =>
  api.call('createRoom', { token, idempotencyKey, body: { title: DEMO_ROOM_TITLE } })
