import { type User, updateRoomRequest } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTextGate } from '../content-check/text-gate.ts'
import type { TextVerdict } from '../content-check/text-verdict.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { rowsOf } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let stranger: User
/** What WeChat was asked about, and what it says of a text. */
let asked: string[]
let judge: (text: string) => TextVerdict
beforeAll(async () => {
  const passTexts = createTextGate('strict', async ({ text }) => {
    asked.push(text)
    return judge(text)
  })
  managers = await openManagers('update-room', { passTexts })
  judge = () => 'pass'
  asked = []
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  judge = (text) => (text.startsWith('risky') ? 'risky' : text.startsWith('away') ? 'undecided' : 'pass')
  asked = []
})

const create = (request: Parameters<Managers['rooms']['createRoom']>[1] = { title: 'x' }, key?: string) =>
  managers.rooms.createRoom(owner, request, key)
const update = (id: string, request: object, user = owner) =>
  managers.rooms.updateRoom(user, id, updateRoomRequest.parse(request))
const outbox = (id: string) =>
  rowsOf(managers.database, 'select version, type from outbox where room_id = $1 order by id', [id])

describe('a change by the owner', () => {
  test('shows what was given, leaves the rest, and tells of it once, with the next version', async () => {
    const room = await create({ title: 'x', announcement: '今晚八点' })
    expect(room).toMatchObject({ title: 'x', announcement: '今晚八点', version: 1 })
    const coverUrl = 'https://cdn.example.test/a.png'
    expect(await update(room.id, { title: 'y', coverUrl })).toEqual({
      ...room,
      title: 'y',
      coverUrl,
      version: 2,
    })
    expect(await outbox(room.id)).toEqual([
      { version: 1, type: 'room.created' },
      { version: 2, type: 'room.changed' },
    ])
  })

  test('takes away what is given as null', async () => {
    const { id } = await create({ title: 'x', announcement: 'a', coverUrl: 'https://cdn.example.test/a.png' })
    const bare = await update(id, { announcement: null, coverUrl: null })
    expect(bare).toMatchObject({ title: 'x', coverUrl: null, version: 2 })
    expect(bare).not.toHaveProperty('announcement')
  })

  test.each([{}, { title: 'x' }, { announcement: null }, { coverUrl: null }])(
    'that changes nothing (%j) is no change',
    async (request) => {
      const room = await create()
      expect(await update(room.id, request)).toEqual(room)
      expect(await outbox(room.id)).toHaveLength(1)
    },
  )

  test('goes on while the room is live, and beside its facts', async () => {
    const { id, streamName } = await managers.newRoom(owner)
    await managers.deliver({ stream_id: streamName })
    const live = await managers.rooms.getRoom(id)
    expect(await update(id, { title: 'y' })).toEqual({ ...live, title: 'y', version: live.version + 1 })
    await managers.deliver({ stream_id: streamName, event_type: 0 })
    expect(await managers.rooms.getRoom(id)).toMatchObject({
      title: 'y',
      status: 'interrupted',
      version: live.version + 2,
    })
  })

  test('of ten at once leaves ten versions and the words of one of them', async () => {
    const { id } = await create()
    await Promise.all(Array.from({ length: 10 }, (_, index) => update(id, { title: `t${index}` })))
    const room = await managers.rooms.getRoom(id)
    expect([room.version, (await outbox(id)).length]).toEqual([11, 11])
    expect(room.title).toMatch(/^t\d$/)
  })
})

describe('refused is a change', () => {
  test('of another’s room, like that of an absent one, without a question to WeChat', async () => {
    const { id } = await create()
    asked = []
    const [others, absent] = await Promise.all(
      [id, `room_${'0'.repeat(20)}`].map((each) => refusalOf(update(each, { title: 'y' }, stranger))),
    )
    expect(others).toMatchObject({ code: 'not_found' })
    expect(others).toEqual(absent)
    expect(asked).toEqual([])
    expect(await managers.rooms.getRoom(id)).toMatchObject({ title: 'x', version: 1 })
  })

  test('of a room that ended for good', async () => {
    const { id } = await create()
    await managers.rooms.endRoom(owner, id)
    await expect(update(id, { title: 'y' })).rejects.toMatchObject({ code: 'room_ended' })
  })

  test.each([
    [{ title: 'risky' }, ['body.title']],
    [{ title: 'fine', announcement: 'risky' }, ['body.announcement']],
    [{ title: 'risky', announcement: 'risky' }, ['body.title', 'body.announcement']],
  ])('to words that WeChat does not pass: %j', async (request, paths) => {
    const { id } = await create()
    const refusal = await update(id, request).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'text_rejected', issues: paths.map((path) => ({ path })) })
    expect(await managers.rooms.getRoom(id)).toMatchObject({ title: 'x', version: 1 })
  })

  test('to words that WeChat does not judge now', async () => {
    const { id } = await create()
    await expect(update(id, { title: 'away' })).rejects.toMatchObject({ code: 'unavailable' })
    expect(await managers.rooms.getRoom(id)).toMatchObject({ title: 'x', version: 1 })
  })
})

describe('a room with words that are not passed', () => {
  test.each([{ title: 'risky' }, { title: 'x', announcement: 'risky' }, { title: 'away' }])(
    'is not opened: %j',
    async (request) => {
      await expect(create(request, 'key')).rejects.toThrow()
      expect(await rowsOf(managers.database, 'select id from rooms')).toEqual([])
      expect(await rowsOf(managers.database, 'select key from idempotency_keys')).toEqual([])
    },
  )

  test('is answered by its key all the same, once it is there: a retry is judged no second time', async () => {
    const room = await create({ title: 'fine' }, 'key')
    judge = () => 'risky'
    asked = []
    expect(await create({ title: 'fine' }, 'key')).toEqual(room)
    expect(asked).toEqual([])
    await expect(create({ title: 'other' }, 'key')).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })
})

test('a new name is judged like any other text', async () => {
  const caller = { ...owner, role: 'viewer' as const }
  await expect(managers.me.rename(caller, 'risky')).rejects.toMatchObject({
    code: 'text_rejected',
    issues: [{ path: 'body.displayName' }],
  })
  expect((await managers.me.rename(caller, '小开')).displayName).toBe('小开')
})
