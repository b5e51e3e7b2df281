import type { User } from '@kaibo/live-core'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Managers, openManagers } from '../testing/managers.ts'
import { askedWithin } from '../testing/pass-time.ts'
import { rowsOf } from '../testing/test-store.ts'
import { StallWatch } from './stall-watch.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('stalls')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  await rowsOf(managers.database, 'truncate rooms cascade')
  room = await managers.newRoom(owner)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const SPACING_MS = 60_000
/** Notes a report at each of these seconds; returns those that raised a doubt. */
async function doubtsOf(seconds: readonly number[], roomId = room.id): Promise<number[]> {
  const watch = new StallWatch(managers.journal, SPACING_MS)
  const append = vi.spyOn(managers.journal, 'append').mockResolvedValue(undefined)
  const doubts: number[] = []
  for (const second of seconds) {
    const before = append.mock.calls.length
    await watch.note(roomId, second * 1000)
    if (append.mock.calls.length > before) doubts.push(second)
  }
  append.mockRestore()
  return doubts
}

describe('reports of stopped pictures', () => {
  test('raise a doubt at the third within 30 s, wherever those 30 s begin', async () => {
    expect(await doubtsOf([0, 1])).toEqual([])
    expect(await doubtsOf([0, 15, 30])).toEqual([30])
    expect(await doubtsOf([0, 15, 31])).toEqual([])
    expect(await doubtsOf([0, 29, 31, 32])).toEqual([32])
  })

  test('raise one doubt a minute, however many they are', async () => {
    const everySecond = Array.from({ length: 200 }, (_, second) => second)
    expect(await doubtsOf(everySecond)).toEqual([2, 62, 122, 182])
  })

  test('at any times: a doubt exactly when three lie within 30 s and the last doubt a minute back', async () => {
    const times = fc
      .array(fc.integer({ min: 0, max: 200 }), { maxLength: 25 })
      .map((list) => list.toSorted((a, b) => a - b))
    await fc.assert(
      fc.asyncProperty(times, async (seconds) => {
        const expected: number[] = []
        for (const [index, second] of seconds.entries()) {
          const third = seconds[index - 2]
          const last = expected.at(-1) ?? Number.NEGATIVE_INFINITY
          if (third !== undefined && second - third <= 30 && second - last >= 60) expected.push(second)
        }
        expect(await doubtsOf(seconds)).toEqual(expected)
      }),
    )
  })

  test('of one room say nothing about another, also when there are thousands', async () => {
    const watch = new StallWatch(managers.journal, SPACING_MS)
    const append = vi.spyOn(managers.journal, 'append').mockResolvedValue(undefined)
    for (const second of [0, 1]) {
      for (let n = 0; n < 1_500; n++) await watch.note(`room ${n}`, second * 1000)
    }
    expect(append).not.toHaveBeenCalled()
    await watch.note('room 0', 2_000)
    await watch.note('room 1499', 2_000)
    expect(append.mock.calls.map(([roomId]) => roomId)).toEqual(['room 0', 'room 1499'])
  })

  test('whose doubt could not be written raise it again with the next', async () => {
    const watch = new StallWatch(managers.journal, SPACING_MS)
    const append = vi.spyOn(managers.journal, 'append').mockRejectedValue(new Error('store away'))
    await watch.note(room.id, 0)
    await watch.note(room.id, 1)
    await expect(watch.note(room.id, 2)).rejects.toThrow('store away')
    append.mockResolvedValue(undefined)
    await watch.note(room.id, 3)
    expect(append).toHaveBeenCalledTimes(2)
  })
})

test('10,000 viewers whose pictures stop at once cost one read, one signature, one doubt and one question', async () => {
  await managers.deliver({ stream_id: room.streamName })
  managers.streams.states.set(room.streamName, 'active')
  const query = vi.spyOn(managers.database, 'query')
  const sign = vi.spyOn(managers.provider, 'playUrls')
  const append = vi.spyOn(managers.journal, 'append')
  const answers = await Promise.all(
    Array.from({ length: 10_000 }, () => managers.playUrls.issuePlayUrls(room.id, { stalled: true })),
  )
  const read = query.mock.calls.map(([statement]) => statement.name)
  expect(read).toEqual(['room-find', 'stream-current'])
  expect([sign.mock.calls.length, append.mock.calls.length]).toEqual([1, 1])
  expect(answers.every((answer) => answer.playable)).toBe(true)
  expect(await askedWithin(managers, 10_000)).toEqual([room.streamName])
})
