import { expect, it } from 'vitest'
import { aRoom, roomNumber } from '../../testing/rooms.ts'
import { zh } from '../../text/zh.ts'
import { roomCard, tintOf } from './room-card-view.ts'

it('marks an interrupted room as coming back, not as live', () => {
  expect(roomCard(aRoom({ status: 'interrupted' }), zh.rooms)).toMatchObject({
    badge: '即将回来',
    tone: 'warning',
  })
  expect(roomCard(aRoom(), zh.rooms)).toMatchObject({ badge: '直播中', tone: 'live' })
})

it('does not cut an emoji in half for the cover', () => {
  expect(roomCard(aRoom({ title: '🎸吉他' }), zh.rooms).initial).toBe('🎸')
})

it('gives a room the same colours everywhere, and many rooms all of them', () => {
  expect(tintOf('room_0123456789abcdefghij')).toBe(tintOf('room_0123456789abcdefghij'))
  const tints = new Set(Array.from({ length: 200 }, (_, n) => tintOf(roomNumber(n).id)))
  expect([...tints].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})
