import type { Room, RoomList, RoomStatus, Timeline } from '@kaibo/live-core'
import type { CallAsUser } from './sessions.ts'

export type Rooms = {
  /** A page of the rooms that can be watched, newest first. `cursor`: the page before's `nextCursor`. */
  listWatchable(cursor?: string): Promise<RoomList>
  /** A person's rooms that are live or may go on. */
  listRunning(broadcasterId: string): Promise<RoomList>
  get(roomId: string): Promise<Room>
  /** Opens a room. Calling again with the same key and title answers the same room. */
  create(title: string, idempotencyKey: string): Promise<Room>
  /** What happened to one's own room, oldest first. */
  timeline(roomId: string): Promise<Timeline>
  /** Ends the room for good. */
  end(roomId: string): Promise<Room>
}

const PAGE_SIZE = '20'

/** An interrupted room comes back within its window, so it counts as running. */
const running: RoomStatus[] = ['live', 'interrupted']

export const createRooms = (call: CallAsUser): Rooms => ({
  listWatchable: (cursor) =>
    call('listRooms', {
      query: {
        status: running,
        limit: PAGE_SIZE,
        ...(cursor === undefined ? {} : { cursor }),
      },
    }),
  listRunning: (broadcasterId) => call('listRooms', { query: { status: running, broadcasterId } }),
  get: (roomId) => call('getRoom', { params: { roomId } }),
  create: (title, idempotencyKey) =>
    call('createRoom', { headers: { 'idempotency-key': idempotencyKey }, body: { title } }),
  timeline: (roomId) => call('getTimeline', { params: { roomId } }),
  end: (roomId) => call('endRoom', { params: { roomId } }),
})
