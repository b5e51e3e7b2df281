import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { OutboxPublisher, type RoomChangeConsumer } from './outbox-publisher.ts'
import { outboxStore } from './outbox-store.ts'

let managers: Managers
let owner: User
/** What was told, as room and version of the change and version of the room as it was told. */
let told: [roomId: string, version: number, shown: number][]
beforeAll(async () => {
  managers = await openManagers('outbox')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  told = []
})

const note: RoomChangeConsumer = ({ roomId, version, room }) =>
  void told.push([roomId, version, room.version])
const publisher = (...consumers: RoomChangeConsumer[]) => {
  const { database, clock } = managers
  return new OutboxPublisher({ database, clock, consumers })
}
const unpublished = async () =>
  (await rowsOf(managers.database, 'select 1 from outbox where published_at is null')).length
const kept = async () => (await rowsOf(managers.database, 'select 1 from outbox')).length

describe('a change', () => {
  test('is told once, oldest first, with the room as it is by then', async () => {
    const { id, streamName } = await managers.newRoom(owner)
    await managers.deliver({ stream_id: streamName })
    const outbox = publisher(note)
    await outbox.tick()
    expect(told).toEqual([
      [id, 1, 2],
      [id, 2, 2],
    ])
    await outbox.tick()
    expect(told).toHaveLength(2)
  })

  test('is told to every consumer', async () => {
    await managers.newRoom(owner)
    await publisher(note, note).tick()
    expect(told).toHaveLength(2)
  })

  test('whose consumer rejects is told again, and what came in its batch before it too', async () => {
    const first = await managers.newRoom(owner)
    const second = await managers.newRoom(owner)
    let isDown = true
    const outbox = publisher(note, ({ roomId }) => {
      if (isDown && roomId === second.id) throw new Error('consumer away')
    })
    await expect(outbox.tick()).rejects.toThrow('consumer away')
    expect(await unpublished()).toBe(2)
    isDown = false
    await outbox.tick()
    expect(told.map(([roomId]) => roomId)).toEqual([first.id, second.id, first.id, second.id])
    expect(await unpublished()).toBe(0)
  })

  test('that was rolled back is never told', async () => {
    const { id, streamName } = await managers.newRoom(owner)
    const append = managers.journal.append(id, managers.clock(), async () => {
      throw new Error('changed my mind')
    })
    await expect(append).rejects.toThrow('changed my mind')
    await expect(
      managers.database.transaction(async (tx) => {
        await rowsOf(tx, `update rooms set version = 2 where id = $1`, [id])
        await rowsOf(
          tx,
          `insert into outbox (room_id, version, type, created_at) values ($1, 2, 'room.changed', now())`,
          [id],
        )
        throw new Error('store away')
      }),
    ).rejects.toThrow('store away')
    await publisher(note).tick()
    expect(told).toEqual([[id, 1, 1]])
    await managers.deliver({ stream_id: streamName })
  })
})

test('more changes than fit into a batch are told in one tick', async () => {
  await managers.newRoom(owner)
  await rowsOf(
    managers.database,
    `insert into outbox (room_id, version, type, created_at)
     select id, n, 'room.changed', now() from rooms, generate_series(2, 350) n`,
  )
  await publisher(note).tick()
  expect(told.map(([, version]) => version)).toEqual(Array.from({ length: 350 }, (_, index) => index + 1))
})

test('a change is forgotten a day after it was told, and never before it was', async () => {
  await managers.newRoom(owner)
  const outbox = publisher(note)
  await outbox.tick()
  managers.clock.advance(24 * 3_600_000)
  await outbox.tick()
  expect(await kept()).toBe(1)
  managers.clock.advance(3_600_000)
  await managers.newRoom(owner)
  await outbox.tick()
  expect(await kept()).toBe(1)
  await rowsOf(managers.database, 'update outbox set published_at = null')
  await outboxStore.prune(managers.database, new Date(managers.clock() + 48 * 3_600_000))
  expect(await kept()).toBe(1)
})
