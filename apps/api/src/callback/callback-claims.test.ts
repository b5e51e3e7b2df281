import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { askedWithin } from '../testing/pass-time.ts'
import { SOME_STREAM, signed } from '../testing/signed-callback.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('claims')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  managers.streams.states.clear()
  room = await managers.newRoom(owner)
})

const deliver = (fields: Record<string, unknown> = {}) =>
  managers.deliver({ stream_id: room.streamName, ...fields })
/** A word without our token, as anybody can say it who saw one signature. */
const claim = (fields: Record<string, unknown> = {}) => deliver({ stream_param: '', ...fields })
const shown = () => managers.rooms.getRoom(room.id)
const facts = () => rowsOf(managers.database, 'select binding, push_url_issue_id from push_facts')
const secondsAgo = (seconds: number) => signed(Math.floor(managers.clock() / 1000) - seconds)
const tokenOf = (streamName: string) => managers.pushTokens.sign(`issue_${'0'.repeat(20)}`, streamName)

describe('a start', () => {
  test.each([
    ['without a token', 'unbound', () => ''],
    ['with a broken token', 'mismatched', () => `kaibo=${tokenOf(room.streamName).slice(0, -1)}`],
    ['with the token of another stream', 'mismatched', () => `kaibo=${tokenOf(SOME_STREAM)}`],
  ])('%s opens nothing before the provider, asked at once, says so', async (_, binding, param) => {
    await deliver({ stream_param: param() })
    expect(await facts()).toEqual([{ binding, push_url_issue_id: null }])
    expect(await shown()).toMatchObject({ status: 'waiting', version: 1 })
    managers.streams.states.set(room.streamName, 'active')
    expect(await askedWithin(managers, 3_000)).toEqual([room.streamName])
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
    await expectSoundJournal(managers.database, room.id)
  })

  test('without a token does not stand in the way of the proven one with the same sequence', async () => {
    await claim()
    await deliver()
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('without a token opens nothing when the provider says that nobody pushes', async () => {
    await claim()
    await askedWithin(managers, 60_000)
    expect(await shown()).toMatchObject({ status: 'waiting', version: 1 })
  })
})

describe('an end without our token', () => {
  test('interrupts the live room that it names, which is back within 5 s of the provider’s word', async () => {
    await deliver()
    managers.streams.states.set(room.streamName, 'active')
    await claim({ event_type: 0 })
    expect(await shown()).toMatchObject({ status: 'interrupted', version: 3 })
    await askedWithin(managers, 5_000)
    expect(await shown()).toMatchObject({ status: 'live', version: 4 })
    await expectSoundJournal(managers.database, room.id)
  })

  test('of a push that nobody knows changes no room, and said a hundred times costs one question a minute', async () => {
    await deliver()
    managers.streams.states.set(room.streamName, 'active')
    const asked: string[] = []
    for (let second = 0; second < 100; second++) {
      await claim({ event_type: 0, sequence: `99${second}` })
      asked.push(...(await askedWithin(managers, 1_200)))
    }
    expect(asked.length).toBeLessThanOrEqual(3)
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
  })
})

describe('more claims in an hour than a stream can make', () => {
  test('are not recorded; the provider is asked, and proofs are heard as ever', async () => {
    await rowsOf(
      managers.database,
      `insert into push_facts (stream_name, sequence, type, occurred_at, received_at, binding)
       select $1, n::text, 'push.started', $2, $2, 'unbound' from generate_series(1, 600) n`,
      [room.streamName, new Date(managers.clock())],
    )
    await claim({ sequence: '9999' })
    expect(await facts()).toHaveLength(600)
    expect(await askedWithin(managers, 3_000)).toEqual([room.streamName])
    await deliver({ sequence: '10000' })
    expect(await shown()).toMatchObject({ status: 'live' })
    managers.clock.advance(3_600_000)
    await claim({ sequence: '10001' })
    expect(await facts()).toHaveLength(602)
  })
})

describe('a stale callback', () => {
  test.each([0, 1])('of type %i changes no room, but the provider is asked', async (event_type) => {
    if (event_type === 0) await deliver()
    const before = await shown()
    const recorded = (await facts()).length
    await deliver({ event_type, sequence: '99', ...secondsAgo(121) })
    expect(await shown()).toEqual(before)
    expect(await facts()).toHaveLength(recorded)
    expect(await askedWithin(managers, 3_000)).toEqual([room.streamName])
  })

  test('of a stream that nobody knows is accepted without effect', async () => {
    await managers.deliver({ stream_id: SOME_STREAM, ...secondsAgo(900) })
    await managers.deliver({ stream_id: { $ne: null }, ...secondsAgo(900) })
    expect(await askedWithin(managers, 5_000)).toEqual([])
  })
})
