import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roomChange } from '../testing/room-change.ts'
import { newestOnly } from './newest-only.ts'
import type { RoomChange } from './outbox-publisher.ts'

test('whatever the order and however often, each room’s versions only rise, and the newest is told', async () => {
  const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
  })
  await fc.assert(
    fc.asyncProperty(changes, async (list) => {
      const told: [string, number][] = []
      const consumer = newestOnly(({ room }) => void told.push([room.id, room.version]))
      for (const [roomId, version] of list) await consumer(roomChange(version, roomId))
      expectRising(told)
      for (const roomId of ['a', 'b', 'c']) {
        expect(newest(told, roomId)).toBe(newest(list, roomId))
      }
    }),
  )
})

test('also when several are told at once, each ending or failing whenever it likes, and the failed again', async () => {
  const changes = fc.array(
    fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 6 }), fc.boolean()),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), changes, async (scheduler, list) => {
      const told: [string, number][] = []
      const failing = new Set(
        list.filter(([, , fails]) => fails).map(([roomId, version]) => roomId + version),
      )
      const consumer = newestOnly(async ({ room: { id, version } }: RoomChange) => {
        told.push([id, version])
        await scheduler.schedule(Promise.resolve(), `${id}${version}`)
        if (failing.delete(id + version))
          told.splice(
            told.findIndex(([a, b]) => a === id && b === version),
            1,
          )
        else return
        throw new Error('not taken')
      })
      const tell = (change: RoomChange): Promise<void> =>
        Promise.resolve(consumer(change)).catch(() => tell(change))
      await scheduler.waitFor(Promise.all(list.map(([roomId, version]) => tell(roomChange(version, roomId)))))
      for (const roomId of ['a', 'b']) expect(newest(told, roomId)).toBe(newest(list, roomId))
      expectRising(told)
    }),
  )
})

test('of more than 50,000 rooms the one that changed longest ago is forgotten, and told once more', async () => {
  const told: string[] = []
  const consumer = newestOnly(({ room }) => void told.push(room.id))
  for (let n = 0; n < 50_000; n++) await consumer(roomChange(1, `room ${n}`))
  await consumer(roomChange(2, 'room 0'))
  await consumer(roomChange(1, 'one more'))
  await consumer(roomChange(2, 'room 0'))
  await consumer(roomChange(1, 'room 2'))
  expect(told).toHaveLength(50_002)
  await consumer(roomChange(1, 'room 1'))
  expect(told).toHaveLength(50_003)
})

const newest = (list: readonly (readonly [string, number, ...unknown[]])[], roomId: string): number =>
  Math.max(0, ...list.filter(([id]) => id === roomId).map(([, version]) => version))

function expectRising(told: readonly [string, number][]): void {
  for (const [index, [roomId, version]] of told.entries()) {
    const earlier = told.slice(0, index).filter(([id]) => id === roomId)
    expect(Math.max(0, ...earlier.map(([, known]) => known))).toBeLessThan(version)
  }
}
