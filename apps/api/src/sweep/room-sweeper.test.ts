import type { User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { timeout } from '../testing/fake-streams.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { askedWithin, passTime } from '../testing/pass-time.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('sweeper')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  managers.streams.states.clear()
  managers.streams.fail.clear()
  room = await managers.newRoom(owner)
  await managers.pushUrls.issuePushUrl(owner, room.id, {})
})
afterEach(async () => {
  vi.restoreAllMocks()
  await expectSoundJournal(managers.database, room.id)
})

const shown = () => managers.rooms.getRoom(room.id)
const pass = (seconds: number) => passTime(managers, seconds * 1000)
const provider = (state: 'active' | 'inactive' | 'forbidden') =>
  managers.streams.states.set(room.streamName, state)
const begin = async (sequence = '1') => {
  provider('active')
  await managers.deliver({ stream_id: room.streamName, sequence })
}
const end = async (sequence = '1') => {
  provider('inactive')
  await managers.deliver({ stream_id: room.streamName, sequence, event_type: 0 })
}

describe('what a callback should have said and never did', () => {
  test('an end: is found within a minute, believed after a second silence 20 s later, and the room keeps its place', async () => {
    await begin()
    provider('inactive')
    await pass(60)
    expect(await shown()).toMatchObject({ status: 'live' })
    await pass(20)
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await shown()).toMatchObject({ status: 'interrupted', until })
  })

  test('an end: is not believed when the push was only away for a moment', async () => {
    await begin()
    provider('inactive')
    await pass(60)
    provider('active')
    await pass(120)
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
  })

  test('a start: is found within a minute of the push URL', async () => {
    provider('active')
    await pass(60)
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('a start: is found also of a room that waits since long', async () => {
    await pass(3_600)
    provider('active')
    await pass(300)
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('a return: is found within 20 s of an end', async () => {
    await begin()
    await end()
    provider('active')
    await pass(20)
    expect(await shown()).toMatchObject({ status: 'live' })
  })
})

describe('a question that fails', () => {
  test('is no fact, and is repeated after five to ten seconds until there is an answer', async () => {
    await begin()
    provider('inactive')
    managers.streams.fail.set('query', timeout)
    const before = await shown()
    const asked = await askedWithin(managers, 300_000)
    expect(await shown()).toEqual(before)
    expect(asked.length).toBeGreaterThanOrEqual(240 / 11)
    expect(asked.length).toBeLessThanOrEqual(240 / 5)
    managers.streams.fail.clear()
    await pass(31)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
  })

  test('ends no room whose window has passed, whatever was answered before and is said after', async () => {
    await begin()
    await end()
    await pass(50)
    managers.streams.fail.set('query', timeout)
    await pass(600)
    await managers.deliver({ stream_id: room.streamName, sequence: '9', stream_param: '' })
    await pass(600)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
  })

  test('is repeated in its time also when other words come in between', async () => {
    await begin()
    await managers.deliver({ stream_id: room.streamName, event_type: 0, sequence: '9', stream_param: '' })
    managers.streams.fail.set('query', timeout)
    await pass(3)
    managers.streams.fail.clear()
    await managers.deliver({ stream_id: room.streamName, event_type: 0, sequence: '8', stream_param: '' })
    expect(await askedWithin(managers, 6_000)).toHaveLength(1)
  })

  test('is repeated no sooner than that, however often its broadcaster asks for a push URL meanwhile', async () => {
    await begin()
    await pass(59)
    managers.streams.fail.set('query', timeout)
    const asked: string[] = []
    for (let second = 0; second < 30; second++) {
      asked.push(...(await askedWithin(managers, 1_000)))
      await managers.pushUrls.issuePushUrl(owner, room.id, { reason: 'refresh' })
    }
    expect(asked.length).toBeGreaterThanOrEqual(3)
    expect(asked.length).toBeLessThanOrEqual(6)
  })
})

describe('an answer counts from when it was asked for', () => {
  /** The provider takes so long for its answer; meanwhile something happens. */
  const answerSlowly = (meanwhile: () => Promise<void>) =>
    vi.spyOn(managers.provider, 'queryStream').mockImplementationOnce(async () => {
      const state = managers.streams.states.get(room.streamName) ?? 'inactive'
      managers.clock.advance(1_500)
      await meanwhile()
      managers.clock.advance(1_500)
      return state
    })

  test('so an old "active" does not bring back a room whose push ended meanwhile', async () => {
    await begin()
    managers.clock.advance(60_000)
    answerSlowly(() => end())
    await managers.sweeper.tick()
    expect(await shown()).toMatchObject({ status: 'interrupted' })
  })

  test('so an old "inactive" is no silence of a push that began meanwhile', async () => {
    provider('inactive')
    managers.clock.advance(60_000)
    answerSlowly(() => begin())
    await managers.sweeper.tick()
    provider('inactive')
    // One silent answer later there would be two, if the first counted.
    managers.clock.advance(60_000)
    await managers.sweeper.tick()
    expect(await shown()).toMatchObject({ status: 'live' })
  })
})

describe('a room whose window passes', () => {
  test('ends when two answers 20 s apart, the second after the window, found nobody', async () => {
    await begin()
    await end()
    await pass(59)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await pass(1)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
    expect(managers.streams.told('forbid')).toEqual([])
  })

  test('of no length ends after two answers all the same', async () => {
    room = await managers.newRoom(owner, { title: 'x', reconnectWindowSeconds: 0 })
    await begin()
    await end()
    await pass(21)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await pass(1)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })

  test('does not end while the broadcaster’s device says that it pushes', async () => {
    await begin()
    await end()
    for (let beat = 0; beat < 12; beat++) {
      await managers.heartbeats.beat(owner, room.id, { deviceId: 'unnamed-device', pushing: true })
      await pass(10)
    }
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await pass(60)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })
})

test('a forged end of a live room shows interrupted at once, and is repaired within 5 s', async () => {
  await begin()
  await pass(30)
  await managers.deliver({ stream_id: room.streamName, sequence: '1', event_type: 0, stream_param: '' })
  expect(await shown()).toMatchObject({ status: 'interrupted' })
  await pass(5)
  expect(await shown()).toMatchObject({ status: 'live' })
})
