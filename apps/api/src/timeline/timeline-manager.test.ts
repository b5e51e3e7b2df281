import { type PushUrlRequest, timeline, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { timeout } from '../testing/fake-streams.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { passTime } from '../testing/pass-time.ts'
import { pushWith } from '../testing/push-with.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('timeline')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  managers.streams.states.clear()
  managers.streams.fail.clear()
  room = await managers.newRoom(owner)
})

const ask = async (deviceId = 'phone-01', request: PushUrlRequest = {}) => {
  const { url } = await managers.pushUrls.issuePushUrl(owner, room.id, { deviceId, ...request })
  return pushWith(url)
}
type Push = ReturnType<typeof pushWith>
const begin = async (push: Push, sequence: string) => {
  managers.streams.states.set(push.stream_id, 'active')
  await managers.deliver({ ...push, sequence })
}
const end = async (push: Push, sequence: string, errcode = 3) => {
  managers.streams.states.delete(push.stream_id)
  await managers.deliver({ ...push, sequence, event_type: 0, errcode })
}
/** A word without our token. */
const claim = (sequence: string, event_type: 0 | 1) =>
  managers.deliver({ stream_id: room.streamName, sequence, event_type, stream_param: '' })
const pass = (seconds: number) => passTime(managers, seconds * 1000)
/** The timeline as type, the room's status from then on, and the English words. */
const told = async () =>
  (await managers.timelines.getTimeline(owner, room.id)).items.map(
    ({ type, status, text }) => `${type} [${status}] ${text.en}`,
  )

const CREATED = 'room.created [waiting] The room was opened.'
const BEGAN = 'push.started [live] The push began.'
const ENDED = 'push.ended [interrupted] The push ended: the encoder ended the push.'

describe('the timeline of a room', () => {
  test('tells a whole life in the order in which it happened', async () => {
    const first = await ask()
    await pass(10)
    await begin(first, '1')
    await pass(10)
    await end(first, '1', 8)
    await pass(10)
    await begin(first, '2')
    await pass(10)
    const second = await ask('tablet-2', { takeOver: true })
    await pass(10)
    await begin(second, '3')
    managers.streams.states.delete(second.stream_id)
    await pass(80)
    managers.streams.states.set(second.stream_id, 'active')
    await pass(20)
    await end(second, '3')
    await pass(90)
    await begin(second, '4')
    await pass(10)
    await managers.rooms.endRoom(owner, room.id)
    expect(await told()).toEqual([
      CREATED,
      BEGAN,
      'push.ended [interrupted] The push ended: no data came for too long.',
      BEGAN,
      'stream.replaced [interrupted] Another device of the broadcaster took over.',
      BEGAN,
      'repaired [interrupted] The provider was asked, and shows that nobody pushes any more.',
      'repaired [live] The provider was asked, and shows a running push.',
      ENDED,
      'room.ended [ended] The time to reconnect passed; the broadcaster may still return for a while.',
      'push.started [ended] The push began.',
      'room.reopened [live] The broadcaster came back; the room goes on.',
      'room.ended [ended] The broadcaster ended the room.',
    ])
  })

  test('tells a push with a superseded address first, and then that the stream was given up for it', async () => {
    const old = await ask()
    await pass(10)
    await ask('phone-01', { reason: 'reconnect' })
    await pass(10)
    await begin(old, '1')
    expect(await told()).toEqual([
      CREATED,
      BEGAN,
      'stream.replaced [interrupted] Somebody pushed with an address that was no longer valid; it was cut and the address replaced.',
    ])
  })

  test('tells that an old connection was not confirmed to be gone', async () => {
    await begin(await ask(), '1')
    managers.streams.fail.set('drop', timeout)
    await pass(10)
    await ask('phone-01', { reason: 'reconnect' })
    expect((await told()).at(-1)).toBe(
      'stream.replaced [interrupted] It was not confirmed that the old connection is gone; the address was replaced.',
    )
  })

  test('tells a reopening by the owner’s next push-url request', async () => {
    const push = await ask()
    await begin(push, '1')
    await end(push, '1')
    await pass(70)
    await ask()
    expect((await told()).at(-1)).toBe(
      'room.reopened [interrupted] The broadcaster came back; the room goes on.',
    )
  })

  test('says scheduled until its start time, and the time of each event, as the contract says', async () => {
    const startsAt = new Date(managers.clock() + 60_000).toISOString()
    const createdAt = new Date(managers.clock()).toISOString()
    room = await managers.newRoom(owner, { title: 'x', startsAt })
    const answer = await managers.timelines.getTimeline(owner, room.id)
    expect(timeline.parse(answer)).toEqual(answer)
    expect(answer.items).toEqual([
      {
        at: createdAt,
        type: 'room.created',
        status: 'scheduled',
        text: { zh: '直播间已创建', en: 'The room was opened.' },
      },
    ])
  })

  test('tells every event in both languages', async () => {
    const push = await ask()
    await begin(push, '1')
    await end(push, '1', 999)
    const { items } = await managers.timelines.getTimeline(owner, room.id)
    for (const { text } of items) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(text.en).toMatch(/^[A-Z].*\.$/)
    }
  })

  test('is its owner’s alone: another hears what an absent room would answer', async () => {
    const stranger = await managers.newUser('stranger')
    for (const id of [room.id, `room_${'0'.repeat(20)}`]) {
      await expect(managers.timelines.getTimeline(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

describe('a claim is told', () => {
  test('when it starts what the provider then confirms', async () => {
    managers.streams.states.set(room.streamName, 'active')
    await claim('1', 1)
    await pass(3)
    expect(await told()).toEqual([
      CREATED,
      'push.started [waiting] A start without our token was reported; the provider is asked.',
      'repaired [live] The provider was asked, and shows a running push.',
    ])
  })

  test('when it interrupted the room, and so is the repair', async () => {
    await begin(await ask(), '1')
    await pass(10)
    await claim('1', 0)
    await pass(3)
    expect(await told()).toEqual([
      CREATED,
      BEGAN,
      'push.ended [interrupted] The push ended: the provider gave no reason (0).',
      'repaired [live] The provider was asked, and shows a running push.',
    ])
  })

  test('never when it changed nothing, nor could', async () => {
    await claim('9', 0)
    const push = await ask()
    await begin(push, '1')
    for (let times = 0; times < 20; times++) {
      await claim(`9${times}`, 1)
      await claim(`9${times}`, 0)
    }
    await managers.rooms.endRoom(owner, room.id)
    managers.clock.advance(1_000)
    await claim('1000', 1)
    expect(await told()).toEqual([CREATED, BEGAN, 'room.ended [ended] The broadcaster ended the room.'])
  })
})

test('a forger’s thousands of claims crowd nothing out, nor keep its owner waiting', async () => {
  await begin(await ask(), '1')
  const { database, clock } = managers
  await rowsOf(
    database,
    `insert into push_facts (stream_name, sequence, type, occurred_at, received_at, binding)
     select $1, '9' || n, type, $2::timestamptz + n * interval '1 second', $2::timestamptz + n * interval '1 second', 'unbound'
     from generate_series(1, 1800) n, unnest(array['push.started', 'push.ended']) type`,
    [room.streamName, new Date(clock())],
  )
  await rowsOf(
    database,
    `insert into stream_observations (stream_name, state, observed_at)
     select $1, 'active', $2::timestamptz + n * interval '1 minute' from generate_series(1, 60) n`,
    [room.streamName, new Date(clock())],
  )
  const from = performance.now()
  expect(await told()).toEqual([CREATED, BEGAN])
  expect(performance.now() - from).toBeLessThan(2_000)
})

test('of more than 500 events the newest are told', async () => {
  const push = await ask()
  for (let n = 1; n <= 255; n++) {
    managers.clock.advance(1_000)
    await managers.deliver({ ...push, sequence: `${n}` })
    await managers.deliver({ ...push, sequence: `${n}`, event_type: 0 })
  }
  await managers.rooms.endRoom(owner, room.id)
  const items = await told()
  expect(items).toHaveLength(500)
  expect(items.at(-1)).toMatch(/^room\.ended/)
  expect(items).not.toContain(CREATED)
})
