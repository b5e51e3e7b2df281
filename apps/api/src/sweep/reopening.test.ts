import type { User } from '@kaibo/live-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { passTime } from '../testing/pass-time.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('reopening')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  managers.streams.states.clear()
  room = await managers.newRoom(owner)
  await managers.pushUrls.issuePushUrl(owner, room.id, {})
  await begin('1')
})
afterEach(() => expectSoundJournal(managers.database, room.id))

const shown = () => managers.rooms.getRoom(room.id)
const pass = (seconds: number) => passTime(managers, seconds * 1000)
const begin = async (sequence: string) => {
  managers.streams.states.set(room.streamName, 'active')
  await managers.deliver({ stream_id: room.streamName, sequence })
}
const end = async (sequence: string) => {
  managers.streams.states.delete(room.streamName)
  await managers.deliver({ stream_id: room.streamName, sequence, event_type: 0 })
}

describe('a room that its window ended', () => {
  beforeEach(async () => {
    await end('1')
    await pass(60)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })

  test('goes on with a push, on the same stream and without a trace of its end', async () => {
    await pass(600)
    await begin('2')
    const { status, endedAt, endReason } = await shown()
    expect({ status, endedAt, endReason }).toEqual({
      status: 'live',
      endedAt: undefined,
      endReason: undefined,
    })
    expect(await managers.currentStream(room.id)).toBe(room.streamName)
  })

  test('goes on when the provider, asked every minute, shows a push that nobody told of', async () => {
    await pass(600)
    managers.streams.states.set(room.streamName, 'active')
    await pass(60)
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('is interrupted, with a whole window, when its owner asks for a push URL again', async () => {
    await pass(600)
    await managers.pushUrls.issuePushUrl(owner, room.id, {})
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await shown()).toMatchObject({ status: 'interrupted', until })
    await pass(59)
    expect(await shown()).toMatchObject({ status: 'interrupted' })
    await pass(1)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })

  test('may do so again and again, each time for half an hour from its last end', async () => {
    for (const sequence of ['2', '3', '4']) {
      await pass(1_790)
      await begin(sequence)
      expect(await shown()).toMatchObject({ status: 'live' })
      await end(sequence)
      await pass(60)
      expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
    }
  })

  test('is over half an hour later: no push, no answer and no push URL brings it back', async () => {
    await pass(1_801)
    await begin('2')
    await pass(300)
    await expect(managers.pushUrls.issuePushUrl(owner, room.id, {})).rejects.toMatchObject({
      code: 'room_ended',
    })
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })

  test('shows nothing of a claimed push that the provider does not confirm', async () => {
    await managers.deliver({ stream_id: room.streamName, sequence: '2', stream_param: '' })
    await pass(120)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'window' })
  })
})

describe('a room that a person ended', () => {
  test('is never opened again: not by a push, an answer, a push URL, nor by all that came before its end', async () => {
    const ended = await managers.rooms.endRoom(owner, room.id)
    await managers.deliver({ stream_id: room.streamName, sequence: '2' })
    await pass(300)
    await managers.deliver({ stream_id: room.streamName, sequence: '3', stream_param: '' })
    for (const takeOver of [false, true]) {
      const asked = managers.pushUrls.issuePushUrl(owner, room.id, { deviceId: 'other-device', takeOver })
      await expect(asked).rejects.toMatchObject({ code: 'room_ended' })
    }
    managers.streams.states.set(room.streamName, 'active')
    await pass(3_600)
    expect(await shown()).toEqual(ended)
  })

  test('after its window had, is over for good as well', async () => {
    await end('1')
    await pass(60)
    await managers.rooms.endRoom(owner, room.id)
    await begin('2')
    await pass(300)
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'broadcaster' })
    expect(managers.streams.told('forbid')).toContain(room.streamName)
  })
})
