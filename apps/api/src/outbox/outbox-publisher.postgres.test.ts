import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deferred } from '../testing/deferred.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { openPostgresStore, postgresStores } from '../testing/postgres-store.ts'
import { rowsOf } from '../testing/test-store.ts'
import { newestOnly } from './newest-only.ts'
import { OutboxPublisher, type RoomChangeConsumer } from './outbox-publisher.ts'

describe.each(postgresStores)('several publishers on one %s', () => {
  let managers: Managers
  let owner: User
  beforeAll(async () => {
    managers = await openManagers('outbox', { database: await openPostgresStore() })
    owner = await managers.newUser('owner')
  })
  afterAll(() => managers?.database.close())

  const publisher = (consumer: RoomChangeConsumer) => {
    const { database, clock } = managers
    return new OutboxPublisher({ database, clock, consumers: [consumer] })
  }
  /** A publisher that keeps what it was told, as `room version`. */
  const noting = () => {
    const told: string[] = []
    const note: RoomChangeConsumer = ({ roomId, version }) => void told.push(`${roomId} ${version}`)
    return { told, outbox: publisher(note) }
  }

  test('do not wait for one that is slow, and leave its changes to it', async () => {
    const first = await managers.newRoom(owner)
    const isTelling = deferred()
    const goOn = deferred()
    const slow = publisher(async () => {
      isTelling.resolve()
      await goOn.promise
    }).tick()
    await isTelling.promise
    const second = await managers.newRoom(owner)
    const { told, outbox } = noting()
    await outbox.tick()
    expect(told).toEqual([`${second.id} 1`])
    goOn.resolve()
    await slow
    await outbox.tick()
    expect(told).not.toContain(`${first.id} 1`)
  })

  test('tell a change whose transaction commits late, though newer ones were told meanwhile, and not before', async () => {
    const { id } = await managers.newRoom(owner)
    const isWritten = deferred()
    const commit = deferred()
    const late = managers.database.transaction(async (tx) => {
      await rowsOf(
        tx,
        `insert into outbox (room_id, version, type, created_at) values ($1, 2, 'room.changed', now())`,
        [id],
      )
      isWritten.resolve()
      await commit.promise
    })
    await isWritten.promise
    const newer = await managers.newRoom(owner)
    const { told, outbox } = noting()
    await outbox.tick()
    expect(told).toEqual([`${id} 1`, `${newer.id} 1`])
    commit.resolve()
    await late
    await outbox.tick()
    expect(told.slice(2)).toEqual([`${id} 2`])
  })

  test('take over what one that died had begun to tell', async () => {
    const { id } = await managers.newRoom(owner)
    await expect(publisher(() => Promise.reject(new Error('killed'))).tick()).rejects.toThrow('killed')
    const { told, outbox } = noting()
    await outbox.tick()
    expect(told).toEqual([`${id} 1`])
  })

  test('at work all at once tell every change at least once, and nobody is ever led back', async () => {
    const rooms = await Promise.all(Array.from({ length: 12 }, () => managers.newRoom(owner)))
    const told = new Set<string>()
    const publishers = Array.from({ length: 3 }, () => {
      const shown = new Map<string, number>()
      const rising = newestOnly(({ room: { id, version } }) => {
        expect(version).toBeGreaterThan(shown.get(id) ?? 0)
        shown.set(id, version)
      })
      return publisher(async (change) => {
        told.add(`${change.roomId} ${change.version}`)
        await rising(change)
      })
    })
    let isOver = false
    const publishing = publishers.map(async (outbox) => {
      while (!isOver) await outbox.tick()
      await outbox.tick()
    })
    await Promise.all(
      rooms.map(async ({ streamName }) => {
        for (let times = 0; times < 4; times++) {
          await managers.deliver({ stream_id: streamName, sequence: `${times}` })
          await managers.deliver({ stream_id: streamName, sequence: `${times}`, event_type: 0 })
        }
      }),
    )
    isOver = true
    await Promise.all(publishing)
    for (const { id } of rooms) {
      const { version } = await managers.rooms.getRoom(id)
      expect(version).toBe(9)
      for (let each = 1; each <= version; each++) expect(told).toContain(`${id} ${each}`)
    }
  })
})
