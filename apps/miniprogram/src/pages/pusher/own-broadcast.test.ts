import type { Room } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import type { KeyValueStore } from '../../platform/storage.ts'
import { ApiFailure } from '../../services/api-error.ts'
import { aPage, aRoom, roomNumber } from '../../testing/rooms.ts'
import { createOwnBroadcast } from './own-broadcast.ts'

const NOW_MS = Date.parse('2026-11-22T13:00:00.000Z')

function broadcastWith(rooms: (Room | Error)[], running: Room[] = []) {
  const keys: string[] = []
  const values = new Map<string, unknown>()
  const store: KeyValueStore = {
    read: (key) => values.get(key),
    write: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  }
  let drawn = 0
  const next = async (): Promise<Room> => {
    const room = rooms.shift() ?? new Error('asked more often than expected')
    if (room instanceof Error) throw room
    return room
  }
  const broadcast = createOwnBroadcast({
    store,
    clock: { nowMs: () => NOW_MS },
    random: () => ++drawn / 1000,
    sessions: { currentUserId: async () => aRoom().broadcaster.id },
    rooms: {
      get: next,
      listRunning: async (broadcasterId) =>
        aPage(running.filter(({ broadcaster }) => broadcaster.id === broadcasterId)),
      create: (_, key) => {
        keys.push(key)
        return next()
      },
    },
  })
  return { broadcast, keys }
}

describe("a broadcaster's own room", () => {
  it('is asked for with the same key until it is there: a retry after a lost answer opens no second one', async () => {
    const offline = new ApiFailure('offline', 'lost')
    const { broadcast, keys } = broadcastWith([offline, offline, aRoom(), aRoom()])
    await expect(broadcast.open('a')).rejects.toBe(offline)
    await expect(broadcast.open('a')).rejects.toBe(offline)
    await broadcast.open('a')
    await broadcast.open('a')
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]])
    expect(keys[3]).not.toBe(keys[0])
    expect(keys[0]).toMatch(/^[\x21-\x7e]{8,128}$/)
  })

  it('with another title is another room', async () => {
    const { broadcast, keys } = broadcastWith([new ApiFailure('offline', 'lost'), aRoom()])
    await broadcast.open('a').catch(() => undefined)
    await broadcast.open('b')
    expect(keys[1]).not.toBe(keys[0])
  })

  it.each<[string, Partial<Room>, boolean]>([
    ['that is waiting', { status: 'waiting' }, true],
    ['that was interrupted', { status: 'interrupted' }, true],
    [
      'that its window ended just now',
      { status: 'ended', endReason: 'window', endedAt: '2026-11-22T12:45:00.000Z' },
      true,
    ],
    [
      'that its window ended long ago',
      { status: 'ended', endReason: 'window', endedAt: '2026-11-22T12:15:00.000Z' },
      false,
    ],
    [
      'that its broadcaster ended',
      { status: 'ended', endReason: 'broadcaster', endedAt: '2026-11-22T12:59:00.000Z' },
      false,
    ],
  ])('%s: can it be continued after a restart', async (_, room, canGoOn) => {
    const { broadcast } = broadcastWith([aRoom(), aRoom(room)])
    await broadcast.open('a')
    expect((await broadcast.findUnfinished()) !== undefined).toBe(canGoOn)
  })

  it('that runs on another device of theirs is found here, and nobody else’s', async () => {
    const stranger = { id: 'user_99999999999999999999', displayName: '老王' }
    const { broadcast } = broadcastWith([], [roomNumber(1, { broadcaster: stranger }), roomNumber(2)])
    expect((await broadcast.findUnfinished())?.id).toBe(roomNumber(2).id)
    const { broadcast: other } = broadcastWith([], [roomNumber(1, { broadcaster: stranger })])
    expect(await other.findUnfinished()).toBeUndefined()
  })

  it('is not offered when it was forgotten, or cannot be read', async () => {
    const { broadcast } = broadcastWith([aRoom(), new ApiFailure('not_found', 'gone')])
    expect(await broadcast.findUnfinished()).toBeUndefined()
    await broadcast.open('a')
    expect(await broadcast.findUnfinished()).toBeUndefined()
    broadcast.forget()
    expect(await broadcast.findUnfinished()).toBeUndefined()
  })
})
