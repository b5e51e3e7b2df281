import { describe, expect, test } from 'vitest'
import { roomStatuses } from '../room-status/room-status-names.ts'
import { listRoomsQuery } from './list-rooms.ts'

describe('the query of the list', () => {
  test('reads nothing, everything, and every status', () => {
    expect(listRoomsQuery.parse({})).toEqual({})
    const broadcasterId = `user_${'0'.repeat(20)}`
    expect(
      listRoomsQuery.parse({ status: [...roomStatuses], broadcasterId, limit: '100', cursor: 'aA0_-' }),
    ).toEqual({
      status: [...roomStatuses],
      broadcasterId,
      limit: 100,
      cursor: 'aA0_-',
    })
  })

  test.each(['1', '9', '10', '99', '100'])('takes a limit of %s as a number', (limit) => {
    expect(listRoomsQuery.parse({ limit })).toEqual({ limit: Number(limit) })
  })

  test.each(['0', '101', '-1', '01', '1.0', '1e1', ' 1', '1\n', '', 'NaN', '٣', 5])(
    'refuses the limit %j',
    (limit) => {
      expect(listRoomsQuery.safeParse({ limit }).success).toBe(false)
    },
  )

  test.each([['unknown'], ['LIVE'], [''], 'live', ['live', 7]])('refuses the status %j', (status) => {
    expect(listRoomsQuery.safeParse({ status }).success).toBe(false)
  })

  test.each(['', 'me', 'user_0', `room_${'0'.repeat(20)}`, [`user_${'0'.repeat(20)}`]])(
    'refuses the broadcaster %j',
    (broadcasterId) => {
      expect(listRoomsQuery.safeParse({ broadcasterId }).success).toBe(false)
    },
  )

  test.each(['', 'a b', 'a=', 'a.b', 'x'.repeat(129), '\u0000'])('refuses the cursor %j', (cursor) => {
    expect(listRoomsQuery.safeParse({ cursor }).success).toBe(false)
  })
})
