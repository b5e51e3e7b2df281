import { type Room, type RoomStatus, room, roomList, roomStatuses, type User } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectSoundJournal } from '../testing/journal.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { rowsOf } from '../testing/test-store.ts'
import { encodeCursor } from './room-cursor.ts'

let managers: Managers
let owner: User
let stranger: User
beforeAll(async () => {
  managers = await openManagers('rooms')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(() => rowsOf(managers.database, 'truncate rooms cascade'))

const create = (request: Parameters<Managers['rooms']['createRoom']>[1], key?: string, user = owner) =>
  managers.rooms.createRoom(user, request, key)
const count = async (table: string) =>
  (await rowsOf<{ n: number }>(managers.database, `select count(*)::int as n from ${table}`))[0]?.n
const iso = (offsetMs: number) => new Date(managers.clock() + offsetMs).toISOString()

describe('a new room', () => {
  test('shows what was asked for, as the contract says, and nothing to push with', async () => {
    const startsAt = iso(60_000)
    const answer = await create({ title: '晚上好 🎉', coverUrl: 'https://cdn.example.test/a.png', startsAt })
    expect(room.parse(answer)).toEqual(answer)
    expect(answer).toEqual({
      id: expect.stringMatching(/^room_[0-9a-z]{20}$/),
      title: '晚上好 🎉',
      coverUrl: 'https://cdn.example.test/a.png',
      broadcaster: owner,
      status: 'scheduled',
      startsAt,
      version: 1,
    })
    const [stream] = await rowsOf<{ name: string }>(managers.database, 'select name from streams')
    expect(stream?.name).toMatch(/^[0-9a-f]{32}z$/)
    expect(JSON.stringify(answer)).not.toContain(stream?.name)
    await expectSoundJournal(managers.database, answer.id)
  })

  test('is scheduled until its time and waiting from then on, in itself and in the list', async () => {
    const { id } = await create({ title: 'x', startsAt: iso(1_000) })
    const shownAs = async () => {
      const one = (await managers.rooms.getRoom(id)).status
      const lists = await Promise.all(
        roomStatuses.map(
          async (status) => (await managers.rooms.listRooms({ status: [status] })).items.length,
        ),
      )
      return { one, listed: roomStatuses.filter((_, index) => lists[index] === 1) }
    }
    managers.clock.advance(999)
    expect(await shownAs()).toEqual({ one: 'scheduled', listed: ['scheduled'] })
    managers.clock.advance(1)
    expect(await shownAs()).toEqual({ one: 'waiting', listed: ['waiting'] })
  })

  test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-11-22T21:00:00.5+08:00'])(
    'may start at %s and says so',
    async (startsAt) => {
      const answer = await create({ title: 'x', startsAt })
      expect(answer.startsAt).toBe(new Date(startsAt).toISOString())
      expect(room.safeParse(answer).success).toBe(true)
    },
  )

  test('keeps any text as it is, SQL and markup included', async () => {
    for (const title of [
      "'; drop table rooms; --",
      '<script>alert(1)</script>',
      '$1 %s \\',
      '👩‍👩‍👧‍👦 \u202e',
    ]) {
      expect((await managers.rooms.getRoom((await create({ title })).id)).title).toBe(title)
    }
  })
})

describe('an idempotency key', () => {
  test('with the same body answers the first room again', async () => {
    const first = await create({ title: 'x', reconnectWindowSeconds: 5 }, 'key')
    managers.clock.advance(60_000)
    expect(await create({ reconnectWindowSeconds: 5, title: 'x' }, 'key')).toEqual(first)
    expect([await count('rooms'), await count('streams'), await count('outbox')]).toEqual([1, 1, 1])
  })

  test('shows the first room as it is now, not as it was', async () => {
    const { id } = await create({ title: 'x' }, 'key')
    await managers.rooms.endRoom(owner, id)
    expect(await create({ title: 'x' }, 'key')).toMatchObject({ id, status: 'ended', version: 2 })
  })

  test.each([
    { title: 'y' },
    { title: 'x', coverUrl: 'https://cdn.example.test/a.png' },
    { title: 'x', startsAt: '2026-11-22T13:00:00Z' },
    { title: 'x', reconnectWindowSeconds: 0 },
  ])('with another body (%j) is refused, and the first room stays the only one', async (other) => {
    const first = await create({ title: 'x' }, 'key')
    await expect(create(other, 'key')).rejects.toMatchObject({ code: 'idempotency_key_reused' })
    expect(await create({ title: 'x' }, 'key')).toEqual(first)
    expect(await count('rooms')).toBe(1)
  })

  test('sent twenty times at once makes one room, and everybody hears of that one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create({ title: 'x' }, 'key')))
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect([await count('rooms'), await count('idempotency_keys')]).toEqual([1, 1])
  })

  test('belongs to its user: another’s same key makes another room', async () => {
    const [mine, theirs] = [
      await create({ title: 'x' }, 'key'),
      await create({ title: 'y' }, 'key', stranger),
    ]
    expect(theirs.id).not.toBe(mine.id)
    expect(theirs.broadcaster).toEqual(stranger)
    expect(await create({ title: 'x' }, 'key')).toEqual(mine)
  })

  test('left out makes a room each time; other keys do so too', async () => {
    await Promise.all([
      create({ title: 'x' }),
      create({ title: 'x' }),
      create({ title: 'x' }, 'a'),
      create({ title: 'x' }, 'A'),
    ])
    expect(await count('rooms')).toBe(4)
  })
})

describe('ending a room', () => {
  test('is final, and can be repeated without a further change', async () => {
    const { id } = await create({ title: 'x' })
    managers.clock.advance(1_000)
    const ended = await managers.rooms.endRoom(owner, id)
    expect(ended).toMatchObject({ status: 'ended', endReason: 'broadcaster', endedAt: iso(0), version: 2 })
    managers.clock.advance(60_000)
    const again = await Promise.all([1, 2, 3].map(() => managers.rooms.endRoom(owner, id)))
    expect(again).toEqual([ended, ended, ended])
    expect(await managers.rooms.getRoom(id)).toEqual(ended)
    expect(await count('room_stops')).toBe(1)
    await expectSoundJournal(managers.database, id)
  })

  test('that a window ended makes the end final', async () => {
    const { id } = await create({ title: 'x' })
    await rowsOf(
      managers.database,
      `insert into room_stops (room_id, generation, type, reason, at) values ($1, 1, 'stopped', 'window', now())`,
      [id],
    )
    await rowsOf(managers.database, `update rooms set phase = 'ended', end_reason = 'window' where id = $1`, [
      id,
    ])
    expect(await managers.rooms.endRoom(owner, id)).toMatchObject({
      status: 'ended',
      endReason: 'broadcaster',
    })
  })

  test('of another’s room is answered like that of an absent one, and changes nothing', async () => {
    const { id } = await create({ title: 'x' })
    const answers = await Promise.all(
      [id, `room_${'0'.repeat(20)}`].map((each) =>
        managers.rooms
          .endRoom(stranger, each)
          .catch(({ code, message, issues, headers }) => ({ code, message, issues, headers })),
      ),
    )
    expect(answers[0]).toMatchObject({ code: 'not_found' })
    expect(answers[0]).toEqual(answers[1])
    expect(await managers.rooms.getRoom(id)).toMatchObject({ status: 'waiting', version: 1 })
    expect(await count('room_stops')).toBe(0)
  })
})

describe('the status filter', () => {
  test('shows exactly the rooms of the statuses asked for, in any combination', async () => {
    const rooms: Record<RoomStatus, string> = {
      scheduled: '',
      waiting: '',
      live: '',
      interrupted: '',
      ended: '',
    }
    const streams = new Map<RoomStatus, string>()
    for (const status of roomStatuses) {
      const request = status === 'scheduled' ? { title: status, startsAt: iso(60_000) } : { title: status }
      const { id, streamName } = await managers.newRoom(owner, request)
      rooms[status] = id
      streams.set(status, streamName)
    }
    await managers.deliver({ stream_id: streams.get('live') })
    await managers.deliver({ stream_id: streams.get('interrupted') })
    await managers.deliver({ stream_id: streams.get('interrupted'), event_type: 0 })
    await managers.rooms.endRoom(owner, rooms.ended)
    for (let set = 0; set < 32; set++) {
      const status = roomStatuses.filter((_, index) => set & (1 << index))
      const answer = await managers.rooms.listRooms({ status: [...status, ...status] })
      expect(roomList.parse(answer)).toEqual(answer)
      const shown = answer.items.map((item: Room) => item.status).sort()
      expect(shown).toEqual([...(set === 0 ? roomStatuses : status)].sort())
    }
  })
})

/** Opens rooms; each number is how long after the one before. 0 gives rooms of the same millisecond. */
async function openRooms(gapsMs: readonly number[]): Promise<string[]> {
  const ids: string[] = []
  for (const gapMs of gapsMs) {
    managers.clock.advance(gapMs)
    ids.push((await managers.rooms.createRoom(owner, { title: 'x' })).id)
  }
  return ids
}

describe('the list of rooms', () => {
  test('walked page by page shows every room once, newest first, while others open rooms and end theirs', async () => {
    const gaps = fc.array(fc.constantFrom(0, 0, 1, 1_000), { minLength: 1, maxLength: 9 })
    const scenario = fc.record({
      before: gaps,
      between: fc.array(fc.array(fc.constantFrom(0, 1), { maxLength: 2 }), { maxLength: 12 }),
      limit: fc.integer({ min: 1, max: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(scenario, async ({ before, between, limit }) => {
        await rowsOf(managers.database, 'truncate rooms cascade')
        const ids = await openRooms(before)
        managers.clock.advance(1)
        const shown: string[] = []
        let cursor: string | undefined
        for (let page = 0; ; page++) {
          const answer = await managers.rooms.listRooms({
            limit,
            ...(cursor === undefined ? {} : { cursor }),
          })
          expect(answer.items.length).toBeLessThanOrEqual(limit)
          shown.push(...answer.items.map(({ id }) => id))
          if (answer.nextCursor === null) break
          cursor = answer.nextCursor
          await openRooms(between[page] ?? [])
          const [first] = answer.items
          if (first && page === 0) await managers.rooms.endRoom(owner, first.id)
        }
        expect(new Set(shown).size).toBe(shown.length)
        expect(ids.filter((id) => !shown.includes(id))).toEqual([])
        const newestFirst = await rowsOf<{ id: string }>(
          managers.database,
          'select id from rooms where id = any($1) order by created_at desc, id desc',
          [shown],
        )
        expect(shown).toEqual(newestFirst.map(({ id }) => id))
      }),
      { numRuns: 25 },
    )
  })

  test('ends with a page that has no cursor, also when it is just full', async () => {
    expect(await managers.rooms.listRooms({})).toEqual({ items: [], nextCursor: null })
    await openRooms([1, 1, 1, 1])
    const first = await managers.rooms.listRooms({ limit: 2 })
    expect(first.items).toHaveLength(2)
    const last = await managers.rooms.listRooms({ limit: 2, cursor: first.nextCursor ?? '' })
    expect([last.items.length, last.nextCursor]).toEqual([2, null])
  })

  test('shows 20 rooms unless asked otherwise', async () => {
    await openRooms(Array(21).fill(1))
    expect((await managers.rooms.listRooms({})).items).toHaveLength(20)
  })

  test('of one broadcaster holds that person’s rooms alone, in every status and on every page', async () => {
    await openRooms([1, 1])
    const theirs = await managers.newRoom(stranger)
    await managers.rooms.endRoom(stranger, theirs.id)
    const other = await managers.newRoom(stranger)
    const broadcasterId = stranger.id
    const { items } = await managers.rooms.listRooms({ broadcasterId })
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set([theirs.id, other.id]))
    const ended = await managers.rooms.listRooms({ broadcasterId, status: ['ended'] })
    expect(ended.items.map(({ id }) => id)).toEqual([theirs.id])
    const first = await managers.rooms.listRooms({ broadcasterId, limit: 1 })
    const last = await managers.rooms.listRooms({ broadcasterId, limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...last.items]).toEqual(items)
    expect(last.nextCursor).toBeNull()
    expect(await managers.rooms.listRooms({ broadcasterId: `user_${'0'.repeat(20)}` })).toEqual({
      items: [],
      nextCursor: null,
    })
  })

  test('takes any cursor of the right shape, far past and future included, and refuses all others', async () => {
    await openRooms([1])
    const id = `room_${'z'.repeat(20)}`
    for (const ms of [0, 253402300799999, 999999999999999]) {
      const cursor = encodeCursor({ createdAt: new Date(ms), id })
      expect((await managers.rooms.listRooms({ cursor })).items.length).toBe(ms === 0 ? 0 : 1)
    }
    await expect(managers.rooms.listRooms({ cursor: 'AAAA' })).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })
})
