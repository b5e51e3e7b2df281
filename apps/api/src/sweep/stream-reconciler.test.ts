import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { OutsideError } from '../outside/outside-error.ts'
import { timeout } from '../testing/fake-streams.ts'
import { type Managers, openManagers, validity } from '../testing/managers.ts'
import { passTime } from '../testing/pass-time.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('reconciler')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  const { states, fail, late, calls } = managers.streams
  for (const each of [states, fail, late]) each.clear()
  calls.length = 0
  room = await managers.newRoom(owner)
  await managers.pushUrls.issuePushUrl(owner, room.id, {})
})

const pass = (seconds: number) => passTime(managers, seconds * 1000)
const state = () => managers.streams.states.get(room.streamName)
const forbids = () => managers.streams.calls.filter(({ action }) => action === 'forbid')
const wishes = () =>
  rowsOf(
    managers.database,
    'select desired_state, desired_generation = applied_generation as applied, apply_at from streams',
  )
const begin = async (sequence: string) => {
  if (state() !== 'forbidden') managers.streams.states.set(room.streamName, 'active')
  await managers.deliver({ stream_id: room.streamName, sequence })
}

describe('the stream of a room that a person ended', () => {
  test('is forbidden until a minute after its last push URL expires, and then nothing is left to do', async () => {
    const expiresAtMs = managers.clock() + validity.pushUrlSeconds * 1000
    await managers.rooms.endRoom(owner, room.id)
    await managers.reconciler.tick()
    await pass(600)
    expect(forbids()).toEqual([
      { action: 'forbid', streamName: room.streamName, untilMs: expiresAtMs + 60_000 },
    ])
    expect(await wishes()).toEqual([{ desired_state: 'forbidden', applied: true, apply_at: null }])
  })

  test.each([
    ['timed out and was not carried out', timeout],
    ['was never sent', new OutsideError('not-sent', 'tencent-cloud')],
    ['was refused', new OutsideError('refused', 'tencent-cloud', 'InternalError')],
  ])('is forbidden in the end when the first commands %s', async (_, failure) => {
    managers.streams.fail.set('forbid', failure)
    await managers.rooms.endRoom(owner, room.id)
    await pass(600)
    expect(await wishes()).toMatchObject([{ applied: false }])
    const tries = forbids().length
    expect(tries).toBeGreaterThanOrEqual(10)
    expect(tries).toBeLessThan(60)
    managers.streams.fail.clear()
    await pass(61)
    expect(state()).toBe('forbidden')
    expect(await wishes()).toMatchObject([{ applied: true, apply_at: null }])
  })

  test('that never had a push URL, or whose URLs have all expired, needs no command', async () => {
    room = await managers.newRoom(owner)
    await managers.rooms.endRoom(owner, room.id)
    await managers.reconciler.tick()
    expect(forbids()).toEqual([])
    const other = await managers.newRoom(owner)
    await managers.pushUrls.issuePushUrl(owner, other.id, {})
    managers.clock.advance(validity.pushUrlSeconds * 1000)
    await managers.rooms.endRoom(owner, other.id)
    await managers.reconciler.tick()
    expect(forbids()).toEqual([])
    expect(await wishes()).toMatchObject(
      [{ applied: true }, { applied: true }, { applied: true }].slice(0, 3),
    )
  })

  test('is forbidden again when somebody undid it and the provider shows, or tells of, a push', async () => {
    await managers.rooms.endRoom(owner, room.id)
    await managers.reconciler.tick()
    managers.streams.states.delete(room.streamName)
    await begin('2')
    await managers.reconciler.tick()
    expect(state()).toBe('forbidden')
    managers.streams.states.set(room.streamName, 'active')
    await managers.sweeper.ask(room.id)
    await managers.reconciler.tick()
    expect(state()).toBe('forbidden')
  })

  test('is forbidden by another process when the one that had begun with it died', async () => {
    await managers.rooms.endRoom(owner, room.id)
    const { database, clock, streams } = managers
    await rowsOf(database, `update streams set apply_at = $1`, [new Date(clock() + 30_000)])
    const other = await openManagers('other', { database, clock, streams, holder: 'other' })
    await other.reconciler.tick()
    expect(forbids()).toEqual([])
    clock.advance(30_000)
    await other.reconciler.tick()
    expect(state()).toBe('forbidden')
  })
})

test('a forbid that is not ours is nobody’s to undo: the room waits, and ends by its window', async () => {
  await begin('1')
  managers.streams.states.set(room.streamName, 'forbidden')
  await managers.deliver({ stream_id: room.streamName, sequence: '1', event_type: 0 })
  await pass(60)
  expect(await managers.rooms.getRoom(room.id)).toMatchObject({ status: 'ended', endReason: 'window' })
  await pass(600)
  expect(state()).toBe('forbidden')
  expect(managers.streams.told('resume')).toEqual([])
  expect(forbids()).toEqual([])
})

test('a wish that changed while it was being carried out stays to be carried out', async () => {
  await managers.rooms.endRoom(owner, room.id)
  const stream = room.streamName
  const forbid = managers.provider.forbidStream
  managers.provider.forbidStream = async (name, input) => {
    managers.provider.forbidStream = forbid
    await forbid(name, input)
    managers.streams.states.set(stream, 'active')
    await managers.deliver({ stream_id: stream, sequence: '3' })
  }
  await managers.reconciler.tick()
  expect(state()).toBe('active')
  await managers.reconciler.tick()
  expect(state()).toBe('forbidden')
})
