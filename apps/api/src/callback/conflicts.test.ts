import type { PushUrlRequest, User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { passTime } from '../testing/pass-time.ts'
import { pushWith } from '../testing/push-with.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('conflicts')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  managers.streams.states.clear()
  room = await managers.newRoom(owner)
})
afterEach(() => expectSoundJournal(managers.database, room.id))

const ask = async (request: PushUrlRequest = {}) => {
  const { url } = await managers.pushUrls.issuePushUrl(owner, room.id, { deviceId: 'phone-01', ...request })
  return pushWith(url)
}
const secondsLater = (seconds: number) => managers.clock.advance(seconds * 1000)
const shown = () => managers.rooms.getRoom(room.id)
const streams = async () =>
  (
    await rowsOf(
      managers.database,
      'select made_because, desired_state from streams where room_id = $1 order by 1',
      [room.id],
    )
  ).map(({ made_because, desired_state }) => `${made_because}: ${desired_state}`)

const REPLACED = ['conflict: allowed', 'opened: forbidden']
const KEPT = ['opened: allowed']

describe('a push with an address that a newer one replaced', () => {
  test('gives the stream up: the room is interrupted, never ended, and whoever pushes is cut', async () => {
    const old = await ask()
    secondsLater(10)
    await ask({ reason: 'reconnect' })
    secondsLater(10)
    await managers.deliver(old)
    managers.streams.states.set(old.stream_id, 'active')
    expect(await streams()).toEqual(REPLACED)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await managers.reconciler.tick()
    expect(managers.streams.states.get(old.stream_id)).toBe('forbidden')
  })

  test('cuts an honest push as well, whose device learns it and goes on under the new name', async () => {
    const old = await ask()
    secondsLater(10)
    const newer = await ask({ reason: 'reconnect' })
    await managers.deliver({ ...newer, sequence: '1' })
    secondsLater(10)
    await managers.deliver({ ...old, sequence: '2' })
    const beat = await managers.heartbeats.beat(owner, room.id, { deviceId: 'phone-01', pushing: true })
    expect(beat).toMatchObject({ publisher: 'this-device', pushUrlReplaced: 'conflict' })
    await managers.deliver({ ...(await ask({ reason: 'reconnect' })), sequence: '3' })
    expect(await shown()).toMatchObject({ status: 'live' })
    expect(
      await managers.heartbeats.beat(owner, room.id, { deviceId: 'phone-01', pushing: true }),
    ).not.toHaveProperty('pushUrlReplaced')
  })

  test('gives it up once, however often it is told', async () => {
    const old = await ask()
    secondsLater(10)
    await ask({ reason: 'reconnect' })
    secondsLater(10)
    await Promise.all(Array.from({ length: 5 }, () => managers.deliver(old)))
    await managers.deliver({ ...old, sequence: '7' })
    expect(await streams()).toEqual(REPLACED)
  })

  test('in a room that its window ended does not bring the room back: its new holder may', async () => {
    const old = await ask()
    await managers.deliver({ ...old, sequence: '1' })
    await managers.deliver({ ...old, sequence: '1', event_type: 0 })
    secondsLater(30)
    await ask({ reason: 'reconnect' })
    await passTime(managers, 120_000)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
    await managers.deliver({ ...old, sequence: '2' })
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
    expect(await streams()).toEqual(REPLACED)
    await managers.deliver({ ...(await ask({ reason: 'reconnect' })), sequence: '3' })
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('in a room that a person ended makes no stream any more', async () => {
    const old = await ask()
    secondsLater(10)
    await ask({ reason: 'reconnect' })
    await managers.rooms.endRoom(owner, room.id)
    secondsLater(10)
    await managers.deliver(old)
    expect(await streams()).toEqual(['opened: forbidden'])
  })
})

describe('no conflict is', () => {
  test('a push that began before the newer address was made, however late it is heard', async () => {
    const old = await ask()
    const began = Math.floor(managers.clock() / 1000)
    secondsLater(10)
    await ask({ reason: 'reconnect' })
    secondsLater(600)
    await managers.deliver({ ...old, event_time: began })
    expect(await streams()).toEqual(KEPT)
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('a push with an address that its own device only refreshed', async () => {
    const old = await ask()
    secondsLater(10)
    await ask({ reason: 'refresh' })
    secondsLater(10)
    await managers.deliver(old)
    expect(await streams()).toEqual(KEPT)
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('a word that does not carry our token: whoever forges one cannot have the stream given up', async () => {
    const old = await ask()
    secondsLater(10)
    await ask({ reason: 'reconnect' })
    secondsLater(10)
    for (const stream_param of [
      '',
      `${old.stream_param}x`,
      old.stream_param.replace(/kaibo=.*/, 'kaibo=issue'),
    ]) {
      await managers.deliver({ ...old, stream_param, sequence: `${stream_param.length}` })
    }
    expect(await streams()).toEqual(KEPT)
  })
})
