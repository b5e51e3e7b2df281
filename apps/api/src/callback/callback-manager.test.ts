import type { User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { askedWithin } from '../testing/pass-time.ts'
import { pushBody, SOME_STREAM, signed, toBytes } from '../testing/signed-callback.ts'
import { testKeys } from '../testing/test-keys.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('callbacks')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms, provider_events cascade')
  room = await managers.newRoom(owner)
})

const deliver = (fields: Record<string, unknown> = {}) =>
  managers.deliver({ stream_id: room.streamName, ...fields })
const shown = () => managers.rooms.getRoom(room.id)
const facts = () =>
  rowsOf(
    managers.database,
    'select sequence, type, binding, push_url_issue_id, end_code from push_facts order by received_at, type desc',
  )

describe('a callback that is not the provider’s', () => {
  test('at another path is not found, whatever it carries', async () => {
    const path = testKeys.callbackPath
    for (const wrong of [
      '',
      'x',
      path.slice(1),
      `${path}x`,
      path.toUpperCase(),
      `${path}\u0000`,
      '回调'.repeat(40),
    ]) {
      await expect(managers.callbacks.receive(wrong, toBytes(pushBody()))).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })

  test.each([
    ['without a signature', { sign: undefined }],
    ['with a guessed signature', { sign: '0'.repeat(32) }],
    ['without a time', { t: undefined }],
    ['signed with an empty key', signed(1_795_349_400, '')],
    ['signed with another key', signed(1_795_349_400, 'another key')],
  ])('%s is refused and leaves no trace', async (_, forged) => {
    const before = await wholeStore(managers.database)
    await expect(deliver(forged)).rejects.toMatchObject({ code: 'callback_rejected' })
    expect(await wholeStore(managers.database)).toBe(before)
  })
})

describe('a push callback', () => {
  test('from the future is taken as of now: no claimed time carries the reconnect window along', async () => {
    await deliver({ event_time: 9_999_999_999 })
    await deliver({ event_type: 0, event_time: 9_999_999_999 })
    const { startedAt, until } = await shown()
    expect(Date.parse(startedAt ?? '')).toBe(managers.clock())
    expect(Date.parse(until ?? '')).toBe(managers.clock() + 60_000)
  })

  test('whose token names an issue that the store no longer has is recorded all the same', async () => {
    const issue = 'issue_00000000000000000000'
    const token = managers.pushTokens.sign(issue, room.streamName)
    await deliver({ stream_param: `kaibo=${token}` })
    expect(await shown()).toMatchObject({ status: 'live' })
    expect(await facts()).toMatchObject([{ binding: 'bound', push_url_issue_id: null }])
  })

  test('with our token starts the room, bound to the issue, with nothing to ask', async () => {
    const { url } = await managers.pushUrls.issuePushUrl(owner, room.id, {})
    const token = new URL(url).searchParams.get('kaibo') ?? ''
    await deliver({ stream_param: `txSecret=0&txTime=0&kaibo=${token}` })
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
    expect(await facts()).toMatchObject([{ binding: 'bound', push_url_issue_id: token.split('.')[0] }])
    expect(await askedWithin(managers, 5_000)).toEqual([])
    await expectSoundJournal(managers.database, room.id)
  })

  test('that ends a push interrupts the room, keeps its code, and the provider is asked', async () => {
    await deliver()
    await deliver({ event_type: 0, errcode: 3 })
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await shown()).toMatchObject({ status: 'interrupted', until, version: 3 })
    expect(await facts()).toMatchObject([{ type: 'push.started' }, { type: 'push.ended', end_code: 3 }])
    expect(await askedWithin(managers, 3_000)).toEqual([room.streamName])
    await expectSoundJournal(managers.database, room.id)
  })

  test('sent twelve times, at once and later, is one fact, one version and one outbox row', async () => {
    await Promise.all(Array.from({ length: 8 }, () => deliver()))
    for (let retry = 0; retry < 4; retry++) {
      managers.clock.advance(60_000)
      await deliver({ event_time: Math.floor(managers.clock() / 1000) })
    }
    expect(await facts()).toHaveLength(1)
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
    await expectSoundJournal(managers.database, room.id)
  })

  test('with a neighbouring sequence is another push', async () => {
    await deliver({ sequence: '2210464508206756938' })
    await deliver({ sequence: '2210464508206756939' })
    await deliver({ sequence: '2210464508206756938', event_type: 0 })
    expect((await facts()).map(({ sequence }) => sequence).sort()).toEqual([
      '2210464508206756938',
      '2210464508206756938',
      '2210464508206756939',
    ])
    expect(await shown()).toMatchObject({ status: 'live' })
  })

  test('that changes nothing visible raises no version', async () => {
    await deliver({ sequence: '1' })
    await deliver({ sequence: '2' })
    await deliver({ sequence: '1', event_type: 0 })
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
    await expectSoundJournal(managers.database, room.id)
  })

  test('of a stream that nobody knows is accepted without effect', async () => {
    const before = await wholeStore(managers.database)
    await managers.deliver({ stream_id: SOME_STREAM })
    await managers.deliver({ stream_id: SOME_STREAM, event_type: 0 })
    expect(await wholeStore(managers.database)).toBe(before)
  })

  test('that cannot be read is accepted without effect, and logged', async () => {
    const before = await wholeStore(managers.database)
    await deliver({ sequence: 7 })
    await deliver({ app: 'other.example.test' })
    expect(await wholeStore(managers.database)).toBe(before)
    expect(managers.logLines.slice(-4).join('')).toMatch(/cannot be read/)
  })

  test('reopens no room that its broadcaster ended', async () => {
    await managers.rooms.endRoom(owner, room.id)
    await deliver()
    expect(await shown()).toMatchObject({ status: 'ended', endReason: 'broadcaster' })
    await expectSoundJournal(managers.database, room.id)
  })
})

test('the log tells kind and outcome of each callback, and none of its words', async () => {
  const from = managers.logLines.length
  const words = { errmsg: 'canary', stream_param: 'kaibo=canary', user_ip: 'canary' }
  await deliver(words)
  await deliver(words)
  const lines = managers.logLines.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['push', 'recorded'],
    ['push', 'repeated'],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/canary/)
  expect(JSON.stringify(lines)).not.toContain(testKeys.callbackPath)
})
