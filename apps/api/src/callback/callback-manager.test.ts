import type { User } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
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
const reconciles = () => rowsOf(managers.database, 'select room_id, reason from reconcile_requests')
const secondsAgo = (seconds: number) => signed(Math.floor(managers.clock() / 1000) - seconds)
const pushToken = async () => {
  const { url } = await managers.streams.issuePushUrl(owner, room.id, 'start')
  return new URL(url).searchParams.get('kaibo') ?? ''
}

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
    const token = await pushToken()
    await deliver({ stream_param: `txSecret=0&txTime=0&kaibo=${token}` })
    expect(await shown()).toMatchObject({ status: 'live', version: 2 })
    expect(await facts()).toMatchObject([{ binding: 'bound', push_url_issue_id: token.split('.')[0] }])
    expect(await reconciles()).toEqual([])
    await expectSoundJournal(managers.database, room.id)
  })

  test.each([
    ['without a token', 'unbound', () => ''],
    ['with a broken token', 'mismatched', (token: string) => `kaibo=${token.slice(0, -1)}`],
    [
      'with the token of another stream',
      'mismatched',
      () => `kaibo=${managers.pushTokens.sign(`issue_${'0'.repeat(20)}`, SOME_STREAM)}`,
    ],
  ])('%s is recorded as %s, and the provider is asked', async (_, binding, param) => {
    await deliver({ stream_param: param(await pushToken()) })
    expect(await facts()).toMatchObject([{ binding, push_url_issue_id: null }])
    expect(await reconciles()).toEqual([{ room_id: room.id, reason: `${binding} push started` }])
  })

  test('that ends a push interrupts the room, keeps its code, and the provider is asked', async () => {
    await deliver()
    await deliver({ event_type: 0, errcode: 3 })
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await shown()).toMatchObject({ status: 'interrupted', until, version: 3 })
    expect(await facts()).toMatchObject([{ type: 'push.started' }, { type: 'push.ended', end_code: 3 }])
    expect(await reconciles()).toEqual([{ room_id: room.id, reason: 'push ended' }])
    await expectSoundJournal(managers.database, room.id)
  })

  test('sent twelve times, at once and later, is one fact, one version and one outbox row', async () => {
    await Promise.all(Array.from({ length: 8 }, () => deliver()))
    for (let retry = 0; retry < 4; retry++) {
      managers.clock.advance(60_000)
      await deliver({ event_time: Math.floor(managers.clock() / 1000), stream_param: 'kaibo=other' })
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

describe('a stale callback', () => {
  test.each([0, 1])('of type %i changes no room, but the provider is asked', async (event_type) => {
    if (event_type === 0) await deliver()
    const before = await shown()
    await deliver({ event_type, sequence: '99', ...secondsAgo(121) })
    expect(await shown()).toEqual(before)
    expect(await facts()).toHaveLength(event_type === 0 ? 1 : 0)
    expect(await reconciles()).toEqual([{ room_id: room.id, reason: 'stale callback' }])
  })

  test('of a stream that nobody knows is accepted without effect', async () => {
    await managers.deliver({ stream_id: SOME_STREAM, ...secondsAgo(900) })
    await managers.deliver({ stream_id: { $ne: null }, ...secondsAgo(900) })
    expect(await reconciles()).toEqual([])
  })
})

describe('an event that is not about a push', () => {
  const events = () =>
    rowsOf(managers.database, 'select event_type, stream_name, verified, payload from provider_events')
  const record = { event_type: 100, file_id: '9896587163587488063', file_size: 1 }

  test('is kept once however often it comes, without what must not be kept, and changes no room', async () => {
    await Promise.all(Array.from({ length: 5 }, () => deliver(record)))
    managers.clock.advance(60_000)
    await deliver({ ...record, user_ip: '198.51.100.8' })
    const kept = await events()
    expect(kept).toMatchObject([{ event_type: 100, stream_name: room.streamName, verified: true }])
    expect(String(kept[0]?.payload)).not.toMatch(/sign|198\.51|"t"|stream_param|node/)
    expect(JSON.parse(String(kept[0]?.payload))).toMatchObject(record)
    expect(await shown()).toMatchObject({ status: 'waiting', version: 1 })
  })

  test('that comes stale is kept as unverified until a fresh one confirms it, and never the other way', async () => {
    await deliver({ ...record, ...secondsAgo(900) })
    expect(await events()).toMatchObject([{ verified: false }])
    await deliver(record)
    expect(await events()).toMatchObject([{ verified: true }])
    await deliver({ ...record, ...secondsAgo(900) })
    expect(await events()).toMatchObject([{ verified: true }])
  })

  test('may hold what a database refuses: NUL, lone surrogates, long texts', async () => {
    await deliver({ ...record, nul: 'a\u0000b', half: '\ud800', long: 'x'.repeat(7_000), 'k\u0000': 1 })
    expect(await events()).toHaveLength(1)
  })
})

test('the log tells kind and outcome of each callback, and none of its words', async () => {
  const from = managers.logLines.length
  await deliver({ errmsg: 'canary', stream_param: 'kaibo=canary', user_ip: 'canary' })
  await deliver({ errmsg: 'canary' })
  const lines = managers.logLines.slice(from).map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['push', 'recorded'],
    ['push', 'repeated'],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/canary/)
  expect(JSON.stringify(lines)).not.toContain(testKeys.callbackPath)
})

type Event = { event_type: 0 | 1; sequence: string; event_time: number }

/** One to three pushes of a stream, each with its end unless it still runs; neighbours in sequence and in time. */
const pushes = fc.array(fc.record({ ends: fc.boolean(), seconds: fc.nat({ max: 5 }) }), {
  minLength: 1,
  maxLength: 3,
})
const history = pushes.map((list) => {
  const events = list.flatMap(({ ends, seconds }, index): Event[] => {
    const sequence = String(2210464508206756938n + BigInt(index))
    const start: Event = { event_type: 1, sequence, event_time: 1_795_348_000 + index }
    return ends ? [start, { event_type: 0, sequence, event_time: start.event_time + seconds }] : [start]
  })
  return { events, live: list.some(({ ends }) => !ends) }
})

/** The history as it arrives: any order, some events again, the clock moving in between. */
const arrival = history.chain(({ events, live }) =>
  fc
    .tuple(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.array(fc.constantFrom(...events), { maxLength: 3 }),
    )
    .chain(([once, again]) =>
      fc.record({
        order: fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length }),
        gapMs: fc.constantFrom(0, 1, 1_500),
        atOnce: fc.boolean(),
      }),
    )
    .map((how) => ({ events, live, ...how })),
)

test('150 histories in any order, with repetitions, one by one or at once: the room ends where the set says', async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ events, live, order, gapMs, atOnce }) => {
      const room = await managers.newRoom(owner)
      const send = (event: Event) => managers.deliver({ stream_id: room.streamName, ...event })
      if (atOnce) await Promise.all(order.map(send))
      else {
        for (const event of order) {
          managers.clock.advance(gapMs)
          await send(event)
        }
      }
      const { status, startedAt } = await managers.rooms.getRoom(room.id)
      expect(status).toBe(live ? 'live' : 'interrupted')
      expect(Date.parse(startedAt ?? '')).toBe(Math.min(...events.map((event) => event.event_time)) * 1000)
      const facts = await rowsOf(managers.database, 'select 1 from push_facts where stream_name = $1', [
        room.streamName,
      ])
      expect(facts).toHaveLength(events.length)
      await expectSoundJournal(managers.database, room.id)
    }),
    { numRuns: 150 },
  )
})
