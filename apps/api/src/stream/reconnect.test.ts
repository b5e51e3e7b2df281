import type { PushUrlRequest, User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OutsideError } from '../outside/outside-error.ts'
import { timeout } from '../testing/fake-streams.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { passTime } from '../testing/pass-time.ts'
import { pushWith } from '../testing/push-with.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let stranger: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('reconnect')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  const { states, fail, late, calls } = managers.streams
  for (const each of [states, fail, late]) each.clear()
  calls.length = 0
  room = await managers.newRoom(owner)
  await begin(await ask('phone-01'), '1')
})
afterEach(() => expectSoundJournal(managers.database, room.id))

const ask = async (deviceId: string, request: PushUrlRequest = {}) =>
  pushWith((await managers.pushUrls.issuePushUrl(owner, room.id, { deviceId, ...request })).url)
const begin = async (push: ReturnType<typeof pushWith>, sequence: string) => {
  managers.streams.states.set(push.stream_id, 'active')
  await managers.deliver({ ...push, sequence })
}
const shown = () => managers.rooms.getRoom(room.id)
const reconnect = (deviceId = 'phone-01', request: PushUrlRequest = {}) =>
  ask(deviceId, { reason: 'reconnect', ...request })

test('a device that returns to a live room has its own old connection dropped first, and keeps the stream', async () => {
  const push = await reconnect()
  expect(managers.streams.told('drop')).toEqual([room.streamName])
  expect(push.stream_id).toBe(room.streamName)
  expect(managers.streams.states.get(room.streamName)).toBeUndefined()
  await managers.deliver({ stream_id: room.streamName, sequence: '1', event_type: 0 })
  await begin(push, '2')
  expect(await shown()).toMatchObject({ status: 'live' })
})

describe('nothing is dropped', () => {
  test('for a first start or a refresh', async () => {
    await ask('phone-01', { reason: 'start' })
    await ask('phone-01', { reason: 'refresh' })
    expect(managers.streams.told('drop')).toEqual([])
  })

  test('when the room already shows that nobody pushes', async () => {
    await managers.deliver({ stream_id: room.streamName, sequence: '1', event_type: 0 })
    expect((await reconnect()).stream_id).toBe(room.streamName)
    expect(managers.streams.told('drop')).toEqual([])
  })

  test('for another device, for another person, or in an absent room', async () => {
    await expect(reconnect('tablet-2')).rejects.toMatchObject({ code: 'publisher_busy' })
    const request = { reason: 'reconnect' as const, deviceId: 'phone-01' }
    for (const [user, id] of [
      [stranger, room.id],
      [owner, `room_${'0'.repeat(20)}`],
    ] as const) {
      const asked = managers.pushUrls.issuePushUrl(user, id, request)
      await expect(asked).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(managers.streams.told('drop')).toEqual([])
  })

  test('when another device takes over: the stream is given up instead', async () => {
    const push = await reconnect('tablet-2', { takeOver: true })
    expect(push.stream_id).not.toBe(room.streamName)
    expect(managers.streams.told('drop')).toEqual([])
  })
})

describe('when the drop is not confirmed, the room gets a fresh stream', () => {
  test.each([
    ['it timed out', timeout],
    ['it was never sent', new OutsideError('not-sent', 'tencent-cloud', 'ECONNREFUSED')],
    ['it was refused', new OutsideError('refused', 'tencent-cloud', 'InternalError')],
  ])('because %s; the old one is forbidden', async (_, failure) => {
    managers.streams.fail.set('drop', failure)
    const push = await reconnect()
    expect(push.stream_id).not.toBe(room.streamName)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await managers.reconciler.tick()
    expect(managers.streams.states.get(room.streamName)).toBe('forbidden')
    await begin(push, '2')
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('so that a drop which is carried out late meets nobody', async () => {
    managers.streams.late.add('drop')
    const push = await reconnect()
    await begin(push, '2')
    managers.streams.land()
    await passTime(managers, 180_000)
    expect(managers.streams.states.get(push.stream_id)).toBe('active')
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('and its device is not told that its new URL was replaced', async () => {
    managers.streams.fail.set('drop', timeout)
    await reconnect()
    const beat = await managers.heartbeats.beat(owner, room.id, { deviceId: 'phone-01', pushing: false })
    expect(beat).toMatchObject({ publisher: 'this-device' })
    expect(beat).not.toHaveProperty('pushUrlReplaced')
  })
})
