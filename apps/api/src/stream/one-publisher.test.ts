import type { PushUrlRequest, User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { passTime } from '../testing/pass-time.ts'
import { pushWith } from '../testing/push-with.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('one-publisher')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  managers.streams.states.clear()
  room = await managers.newRoom(owner)
})
afterEach(() => expectSoundJournal(managers.database, room.id))

const ask = (deviceId: string, request: PushUrlRequest = {}) =>
  managers.pushUrls.issuePushUrl(owner, room.id, { deviceId, ...request })
const codeOf = async (asked: Promise<unknown>) => (await refusalOf(asked)) as { code?: string }
const streamOf = ({ url }: { url: string }) => pushWith(url).stream_id
const shown = () => managers.rooms.getRoom(room.id)
const streams = () =>
  rowsOf(
    managers.database,
    'select made_because, desired_state from streams where room_id = $1 order by generation',
    [room.id],
  )
const holder = async () =>
  (
    await rowsOf(managers.database, 'select device_id from publisher_leases where room_id = $1', [room.id])
  ).map(({ device_id }) => device_id)
const beat = (deviceId: string, pushing: boolean) =>
  managers.heartbeats.beat(owner, room.id, { deviceId, pushing })

describe('a second device of the broadcaster is refused', () => {
  const isRefused = async () => {
    expect(await codeOf(ask('tablet-2'))).toMatchObject({ code: 'publisher_busy' })
    expect(await holder()).toEqual(['phone-01'])
    expect(await streams()).toHaveLength(1)
  }

  test('for a minute after the first asked for its URL', async () => {
    await ask('phone-01')
    managers.clock.advance(60_000)
    await isRefused()
  })

  test('while the first has a fresh heartbeat, pushing or not', async () => {
    await ask('phone-01')
    managers.clock.advance(100_000)
    await beat('phone-01', false)
    managers.clock.advance(35_000)
    await isRefused()
  })

  test('while the room is live, however long it heard nothing from the first', async () => {
    await managers.deliver(pushWith((await ask('phone-01')).url))
    managers.clock.advance(3_600_000)
    await isRefused()
    expect(await shown()).toMatchObject({ status: 'live' })
  })
})

describe('a second device gets the room as it is', () => {
  test('when the first is gone: its minute over, its heartbeat stale, nobody pushing', async () => {
    const first = await ask('phone-01')
    await beat('phone-01', false)
    managers.clock.advance(60_001)
    const second = await ask('tablet-2')
    expect(streamOf(second)).toBe(streamOf(first))
    expect(await holder()).toEqual(['tablet-2'])
    expect(await streams()).toEqual([{ made_because: 'opened', desired_state: 'allowed' }])
  })

  test('also when it offers to take over what nobody holds', async () => {
    await ask('tablet-2', { takeOver: true })
    expect(await streams()).toHaveLength(1)
  })
})

test('the device that holds the room, and devices without a name, are never too many', async () => {
  for (const deviceId of ['phone-01', undefined]) {
    room = await managers.newRoom(owner)
    const request = deviceId === undefined ? {} : { deviceId }
    const urls = []
    for (let times = 0; times < 3; times++) {
      urls.push(await managers.pushUrls.issuePushUrl(owner, room.id, request))
    }
    expect(new Set(urls.map(streamOf))).toEqual(new Set([room.streamName]))
  }
})

describe('a device that takes over', () => {
  test('gets a stream of its own, and the one before is forbidden', async () => {
    const first = await ask('phone-01')
    await managers.deliver(pushWith(first.url))
    managers.streams.states.set(streamOf(first), 'active')
    const second = await ask('tablet-2', { takeOver: true })
    expect(streamOf(second)).not.toBe(streamOf(first))
    expect(await holder()).toEqual(['tablet-2'])
    expect(await streams()).toEqual([
      { made_because: 'opened', desired_state: 'forbidden' },
      { made_because: 'taken-over', desired_state: 'allowed' },
    ])
    await managers.reconciler.tick()
    expect(managers.streams.states.get(streamOf(first))).toBe('forbidden')
  })

  test('interrupts the live room until it pushes itself; viewers never hear of an end', async () => {
    await managers.deliver(pushWith((await ask('phone-01')).url))
    const second = await ask('tablet-2', { takeOver: true })
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await shown()).toMatchObject({ status: 'interrupted', until })
    await managers.deliver({ ...pushWith(second.url), sequence: '2' })
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('before anybody pushed leaves the room waiting', async () => {
    await ask('phone-01')
    await ask('tablet-2', { takeOver: true })
    expect(await shown()).toMatchObject({ status: 'waiting' })
  })

  test('is not disturbed by the first, which pushes on or begins again under the old name', async () => {
    const first = await ask('phone-01')
    await managers.deliver(pushWith(first.url))
    const second = await ask('tablet-2', { takeOver: true })
    await managers.deliver({ ...pushWith(second.url), sequence: '2' })
    managers.streams.states.set(streamOf(second), 'active')
    await managers.deliver({ ...pushWith(first.url), sequence: '3' })
    await managers.deliver({ ...pushWith(first.url), sequence: '3', event_type: 0 })
    await passTime(managers, 120_000)
    expect(await shown()).toMatchObject({ status: 'live' })
    expect(await managers.currentStream(room.id)).toBe(streamOf(second))
    expect(await streams()).toHaveLength(2)
  })

  test('is itself taken over in turn, and the first is refused without saying so', async () => {
    await ask('phone-01')
    await ask('tablet-2', { takeOver: true })
    expect(await codeOf(ask('phone-01'))).toMatchObject({ code: 'publisher_busy' })
    await ask('phone-01', { takeOver: true })
    expect(await holder()).toEqual(['phone-01'])
    expect((await streams()).map(({ desired_state }) => desired_state)).toEqual([
      'forbidden',
      'forbidden',
      'allowed',
    ])
  })
})

test('in 200 races of two devices for a room, exactly one gets it, and the other is told', async () => {
  for (let round = 0; round < 200; round++) {
    room = await managers.newRoom(owner)
    const [a, b] = round % 2 ? ['phone-01', 'tablet-2'] : ['tablet-2', 'phone-01']
    const codes = await Promise.all([a ?? '', b ?? ''].map((deviceId) => codeOf(ask(deviceId))))
    const refused = codes.filter((code) => JSON.stringify(code).includes('publisher_busy'))
    expect(refused).toHaveLength(1)
    expect(await streams()).toHaveLength(1)
    const issued = await rowsOf(
      managers.database,
      'select device_id from push_url_issues where stream_name = $1',
      [room.streamName],
    )
    expect(issued.map(({ device_id }) => device_id)).toEqual(await holder())
  }
})
