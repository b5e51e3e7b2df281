import type { User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { askedWithin, passTime } from '../testing/pass-time.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('outage')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms, worker_leases cascade')
  managers.streams.states.clear()
  room = await managers.newRoom(owner)
  await managers.pushUrls.issuePushUrl(owner, room.id, {})
  managers.streams.states.set(room.streamName, 'active')
  await managers.deliver({ stream_id: room.streamName, sequence: '1' })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await expectSoundJournal(managers.database, room.id)
})

const shown = () => managers.rooms.getRoom(room.id)
const pass = (seconds: number) => passTime(managers, seconds * 1000)
const end = () => managers.deliver({ stream_id: room.streamName, sequence: '1', event_type: 0 })
/** The database's clock goes on by itself; for it, the last tick was so long ago. */
const restFor = (seconds: number) =>
  rowsOf(
    managers.database,
    `update worker_leases set worked_at = worked_at - make_interval(secs => $1),
       expires_at = expires_at - make_interval(secs => $1)`,
    [seconds],
  )
/** Nobody runs for so long: time goes on, and nothing is heard. */
const outage = async (seconds: number) => {
  await restFor(seconds)
  managers.clock.advance(seconds * 1000)
}
/** Another process, or the same after its restart, over the same store. */
const restarted = (holder: string) => {
  const { database, clock, streams } = managers
  return openManagers(holder, { database, clock, streams, holder })
}

describe('after an outage', () => {
  test('every window starts anew: whoever could not be heard has a whole one', async () => {
    managers.streams.states.delete(room.streamName)
    await end()
    await managers.sweeper.tick()
    await outage(300)
    await managers.sweeper.tick()
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await shown()).toMatchObject({ status: 'interrupted', until })
    await pass(59)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await pass(1)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })

  test('every open room is asked about, and what was missed is found', async () => {
    const other = await managers.newRoom(owner)
    await managers.deliver({ stream_id: other.streamName, sequence: '1' })
    managers.streams.states.set(other.streamName, 'active')
    managers.streams.states.delete(room.streamName)
    await managers.sweeper.tick()
    await outage(31)
    await managers.sweeper.tick()
    const asked = await askedWithin(managers, 4_000)
    expect(asked.toSorted()).toEqual([room.streamName, other.streamName].toSorted())
    await pass(20)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    expect(await managers.rooms.getRoom(other.id)).toMatchObject({ status: 'live' })
  })

  test('of more open rooms than a page holds, all are recovered', async () => {
    await rowsOf(
      managers.database,
      `insert into rooms (id, owner_id, title, reconnect_window_seconds, phase, version, created_at)
       select 'room_' || lpad(n::text, 20, '0'), $1, 'x', 60, 'interrupted', 1, now() from generate_series(1, 450) n`,
      [owner.id],
    )
    await rowsOf(
      managers.database,
      `insert into streams (name, room_id, generation, provider, made_because, created_at)
       select md5(id) || 'z', id, 1, 'tencent-css', 'opened', now() from rooms where title = 'x'`,
    )
    await managers.sweeper.tick()
    await restFor(60)
    await managers.sweeper.tick()
    const [row] = await rowsOf<{ n: number }>(
      managers.database,
      'select count(*)::int as n from rooms where recovered_at is null',
    )
    expect(row?.n).toBe(0)
  })

  test('a recovery that is cut short is done again: no room is left with its old window', async () => {
    managers.streams.states.clear()
    const other = await managers.newRoom(owner)
    for (const { streamName } of [room, other]) {
      await managers.deliver({ stream_id: streamName, sequence: '1' })
      await managers.deliver({ stream_id: streamName, sequence: '1', event_type: 0 })
    }
    await managers.sweeper.tick()
    await outage(300)
    vi.spyOn(managers.journal, 'append').mockRejectedValueOnce(new Error('killed'))
    await expect(managers.sweeper.tick()).rejects.toThrow('killed')
    vi.restoreAllMocks()
    await managers.sweeper.tick()
    const until = new Date(managers.clock() + 60_000).toISOString()
    for (const { id } of [room, other]) expect((await managers.rooms.getRoom(id)).until).toBe(until)
  })

  test('of less than half a minute nothing is done: no window is longer for a hiccup', async () => {
    await managers.sweeper.tick()
    const before = await shown()
    await restFor(29)
    await managers.sweeper.tick()
    const [row] = await rowsOf(managers.database, 'select recovered_at, doubted_at from rooms')
    expect(row).toEqual({ recovered_at: null, doubted_at: null })
    expect(await shown()).toEqual(before)
  })
})

test('a tick whose own questions took a minute is no outage', async () => {
  await managers.sweeper.tick()
  managers.clock.advance(60_000)
  vi.spyOn(managers.provider, 'queryStream').mockImplementationOnce(async () => {
    await restFor(60)
    return 'active'
  })
  await managers.sweeper.tick()
  await managers.sweeper.tick()
  expect(await rowsOf(managers.database, 'select recovered_at from rooms')).toEqual([{ recovered_at: null }])
})

describe('several processes over one store', () => {
  test('ask each question once: the one that holds the lease', async () => {
    const other = await restarted('other')
    await managers.sweeper.tick()
    managers.clock.advance(60_000)
    const before = managers.streams.asked().length
    await Promise.all([other.sweeper.tick(), managers.sweeper.tick(), other.sweeper.tick()])
    expect(managers.streams.asked().slice(before)).toEqual([room.streamName])
  })

  test('go on where one stopped: what it had begun to doubt is in the store, not in its memory', async () => {
    await managers.sweeper.tick()
    managers.streams.states.delete(room.streamName)
    await pass(60)
    await managers.sweeper.release()
    const other = await restarted('other')
    await passTime(other, 20_000)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await passTime(other, 60_000)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })

  test('go on also when one died: its lease expires', async () => {
    await managers.sweeper.tick()
    managers.streams.states.delete(room.streamName)
    await outage(20)
    const other = await restarted('other')
    await passTime(other, 60_000)
    await passTime(other, 25_000)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
  })
})
