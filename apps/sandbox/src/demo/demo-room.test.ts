import type { Room } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import type { ApiClient } from './api-client.ts'
import { chooseDemoRoom, DEMO_ROOM_TITLE, findDemoRoom } from './demo-room.ts'

const me = 'user_me000000000000000000'
const room = (id: string, status: Room['status'], more: Partial<Room> = {}): Room => ({
  id,
  title: DEMO_ROOM_TITLE,
  coverUrl: null,
  broadcaster: { id: me, displayName: 'demo' },
  status,
  version: 1,
  ...more,
})
const somebodyElse = { broadcaster: { id: 'user_other', displayName: 'other' } }

describe('chooseDemoRoom', () => {
  it('prefers the live room, then the interrupted, then the waiting one', () => {
    const rooms = [room('waiting', 'waiting'), room('interrupted', 'interrupted'), room('live', 'live')]
    expect(chooseDemoRoom(rooms, me)?.id).toBe('live')
    expect(chooseDemoRoom(rooms.slice(0, 2), me)?.id).toBe('interrupted')
    expect(chooseDemoRoom(rooms.slice(0, 1), me)?.id).toBe('waiting')
  })

  it('takes the newest of equals', () => {
    expect(chooseDemoRoom([room('new', 'waiting'), room('old', 'waiting')], me)?.id).toBe('new')
  })

  it('never takes the room of somebody else', () => {
    expect(chooseDemoRoom([room('theirs', 'live', somebodyElse)], me)).toBeUndefined()
  })

  it('leaves a room alone that a person opened under the same login', () => {
    expect(chooseDemoRoom([room('by-hand', 'live', { title: 'Trying things' })], me)).toBeUndefined()
  })
})

describe('findDemoRoom', () => {
  it('reads on to the last page', async () => {
    const pages: Record<string, unknown> = {
      '': { items: [room('theirs', 'live', somebodyElse)], nextCursor: 'two' },
      two: { items: [room('mine', 'interrupted')], nextCursor: null },
    }
    const asked: string[] = []
    const api = {
      call: async (_name: string, { query = [] }: { query?: [string, string][] }) => {
        asked.push(new URLSearchParams(query).toString())
        return pages[new URLSearchParams(query).get('cursor') ?? '']
      },
    } as unknown as ApiClient
    expect((await findDemoRoom(api, { token: 't', userId: me }))?.id).toBe('mine')
    expect(asked).toEqual([
      'status=live&status=interrupted&status=waiting&limit=100',
      'status=live&status=interrupted&status=waiting&limit=100&cursor=two',
    ])
  })
})
