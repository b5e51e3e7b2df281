import { heartbeatAnswer, type PushUrlRequest, type User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { timeout } from '../testing/fake-streams.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { askedWithin, passTime } from '../testing/pass-time.ts'
import { pushWith } from '../testing/push-with.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'
import { publisherStore } from './publisher-store.ts'

let managers: Managers
let owner: User
let stranger: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('heartbeats')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms, worker_leases cascade')
  managers.streams.states.clear()
  managers.streams.fail.clear()
  room = await managers.newRoom(owner)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await expectSoundJournal(managers.database, room.id)
})

const ask = async (deviceId = 'phone-01', request: PushUrlRequest = {}) => {
  const { url } = await managers.pushUrls.issuePushUrl(owner, room.id, { deviceId, ...request })
  return pushWith(url)
}
const beat = (pushing: boolean, deviceId = 'phone-01', user = owner) =>
  managers.heartbeats.beat(user, room.id, { deviceId, pushing })
const pass = (seconds: number) => passTime(managers, seconds * 1000)
const begin = async (push: ReturnType<typeof pushWith>, sequence = '1') => {
  managers.streams.states.set(push.stream_id, 'active')
  await managers.deliver({ ...push, sequence })
}
const shown = () => managers.rooms.getRoom(room.id)

describe('a heartbeat is answered', () => {
  test('with the room, who publishes, and when the next is due, as the contract says', async () => {
    await ask()
    const answer = await beat(false)
    expect(heartbeatAnswer.parse(answer)).toEqual(answer)
    expect(answer).toEqual({ room: await shown(), publisher: 'this-device', nextInMs: 10_000 })
  })

  test('with another device while that holds the room, and with nobody when it does not', async () => {
    expect(await beat(false)).toMatchObject({ publisher: 'none' })
    await ask()
    expect(await beat(true, 'tablet-2')).toMatchObject({ publisher: 'other-device' })
    managers.clock.advance(60_001)
    expect(await beat(true, 'tablet-2')).toMatchObject({ publisher: 'none' })
  })

  test('to its owner alone: another hears what an absent room would answer', async () => {
    await ask()
    await expect(beat(true, 'phone-01', stranger)).rejects.toMatchObject({ code: 'not_found' })
    const absent = managers.heartbeats.beat(owner, `room_${'0'.repeat(20)}`, {
      deviceId: 'phone-01',
      pushing: true,
    })
    await expect(absent).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a device without the lease changes nothing, whatever it says, in a room that waits or is live', async () => {
  const push = await ask()
  for (const step of ['waiting', 'live']) {
    if (step === 'live') {
      await begin(push)
      await beat(true)
    }
    const before = await wholeStore(managers.database)
    for (const pushing of [true, false]) {
      managers.clock.advance(20_000)
      await beat(pushing, 'tablet-2')
    }
    expect(await wholeStore(managers.database)).toBe(before)
  }
})

test('a heartbeat that comes just after another device took over is not taken for that one’s', async () => {
  await ask()
  await ask('tablet-2', { takeOver: true })
  const before = await wholeStore(managers.database)
  for (const pushing of [true, false]) {
    const late = { deviceId: 'phone-01', pushing, now: new Date(managers.clock()), freshMs: 35_000 }
    await publisherStore.beat(managers.database, room.id, late)
  }
  expect(await wholeStore(managers.database)).toBe(before)
})

test('heartbeats that agree with the room write no version and wait for no lock', async () => {
  const push = await ask()
  for (let times = 0; times < 5; times++) await beat(false)
  await begin(push)
  await beat(true)
  const append = vi.spyOn(managers.journal, 'append')
  for (let times = 0; times < 20; times++) {
    managers.clock.advance(10_000)
    await beat(true)
  }
  expect(append).not.toHaveBeenCalled()
  expect(await shown()).toMatchObject({ status: 'live', version: 2 })
})

describe('"I push" in a room that is not live', () => {
  test('has the provider asked, whose answer shows the lost start', async () => {
    const push = await ask()
    managers.streams.states.set(push.stream_id, 'active')
    await beat(true)
    expect(await shown()).toMatchObject({ status: 'waiting' })
    await pass(3)
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('opens nothing by itself, and costs one question a minute however often it is said', async () => {
    await ask()
    const asked: string[] = []
    for (let times = 0; times < 12; times++) {
      await beat(true)
      asked.push(...(await askedWithin(managers, 10_000)))
    }
    expect(asked.length).toBeLessThanOrEqual(3)
    expect(await shown()).toMatchObject({ status: 'waiting', version: 1 })
  })
})

test('a run of "I push" that was broken counts from its new beginning, and the room’s row with it', async () => {
  await begin(await ask())
  await beat(true)
  managers.streams.states.delete(room.streamName)
  for (let times = 0; times < 9; times++) {
    await pass(10)
    await beat(true)
  }
  expect(await shown()).toMatchObject({ status: 'live' })
  managers.streams.fail.set('query', timeout)
  await pass(40)
  await beat(true)
  await expectSoundJournal(managers.database, room.id)
  expect(await shown()).toMatchObject({ status: 'interrupted' })
})

describe('"I do not push" under a running push', () => {
  test('that began after it and goes on for 15 s gives the stream up: somebody else has the address', async () => {
    const push = await ask()
    await beat(false)
    managers.clock.advance(10_000)
    await begin(push)
    managers.clock.advance(14_000)
    expect(await beat(false)).toMatchObject({ room: { status: 'live' } })
    managers.clock.advance(1_000)
    expect(await beat(false)).toMatchObject({ room: { status: 'interrupted' }, pushUrlReplaced: 'conflict' })
    await managers.reconciler.tick()
    expect(managers.streams.states.get(push.stream_id)).toBe('forbidden')
    expect(await managers.currentStream(room.id)).not.toBe(push.stream_id)
  })

  test('is believed of its own push that it has just stopped: nothing is given up', async () => {
    const push = await ask()
    await beat(false)
    await begin(push)
    await beat(true)
    managers.clock.advance(60_000)
    for (let times = 0; times < 5; times++) {
      await beat(false)
      managers.clock.advance(10_000)
    }
    expect(await managers.currentStream(room.id)).toBe(push.stream_id)
  })

  test('does not accuse a device of what the one before it had said', async () => {
    await ask()
    await beat(false)
    managers.clock.advance(10_000)
    const push = await ask('tablet-2', { takeOver: true })
    managers.clock.advance(10_000)
    await begin(push)
    managers.clock.advance(20_000)
    await beat(false, 'tablet-2')
    expect(await managers.currentStream(room.id)).toBe(push.stream_id)
  })
})

describe('a device whose address leads nowhere any more is told why', () => {
  test('until it has a new one: another took over', async () => {
    await ask()
    await ask('tablet-2', { takeOver: true })
    expect(await beat(true)).toMatchObject({ publisher: 'other-device', pushUrlReplaced: 'taken-over' })
    expect(await beat(true, 'tablet-2')).not.toHaveProperty('pushUrlReplaced')
    await ask('phone-01', { takeOver: true })
    expect(await beat(true)).not.toHaveProperty('pushUrlReplaced')
  })

  test('its own reason, whatever happened to the room since', async () => {
    await ask()
    const old = await ask('tablet-2', { takeOver: true })
    managers.clock.advance(10_000)
    await ask('tablet-2', { reason: 'reconnect' })
    managers.clock.advance(10_000)
    await managers.deliver(old)
    expect(await beat(true, 'tablet-2')).toMatchObject({ pushUrlReplaced: 'conflict' })
    expect(await beat(true)).toMatchObject({ pushUrlReplaced: 'taken-over' })
  })

  test('that a drop was not confirmed, when that was another device’s', async () => {
    await ask()
    managers.clock.advance(60_001)
    await begin(await ask('tablet-2'))
    managers.streams.fail.set('drop', timeout)
    await ask('tablet-2', { reason: 'reconnect' })
    expect(await beat(false)).toMatchObject({ pushUrlReplaced: 'drop-unconfirmed' })
  })
})
