import type { Room, RoomList } from '@kaibo/live-core'

/** A live room, as the API answers it. */
export const aRoom = (more: Partial<Room> = {}): Room => ({
  id: 'room_0123456789abcdefghij',
  title: '周末夜谈',
  coverUrl: null,
  broadcaster: { id: 'user_0123456789abcdefghij', displayName: '小林' },
  status: 'live',
  startedAt: '2026-11-22T12:00:00.000Z',
  version: 3,
  ...more,
})

/** The nth of many rooms. */
export const roomNumber = (n: number, more: Partial<Room> = {}): Room =>
  aRoom({ id: `room_${String(n).padStart(20, '0')}`, title: `第 ${n} 间`, ...more })

export const aPage = (items: Room[], nextCursor: string | null = null): RoomList => ({ items, nextCursor })
