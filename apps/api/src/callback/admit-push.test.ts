import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { paramOf } from '../provider/srs/testing/hooks.ts'
import { expectSoundJournal } from '../testing/journal.ts'
import { SrsHooks, srsProvider } from '../testing/srs-hooks.ts'
import { rowsOf } from '../testing/test-store.ts'

let srs: SrsHooks
beforeAll(async () => {
  srs = await SrsHooks.open('admit-push')
})
afterAll(() => srs.managers.database.close())
beforeEach(async () => {
  await rowsOf(srs.managers.database, 'truncate rooms cascade')
  await srs.newRoom()
})

describe('a push is refused, and no fact', () => {
  const expectNothing = async () => {
    expect(await srs.facts()).toEqual([])
    await expectSoundJournal(srs.managers.database, srs.room.id)
  }

  test('of a stream that nobody made here', async () => {
    const stream = `${'0'.repeat(32)}z`
    const token = srs.managers.pushTokens.sign(`issue_${'0'.repeat(20)}`, stream)
    const url = srsProvider.pushUrl({ streamName: stream, expiresAtMs: srs.managers.clock() + 60_000, token })
    expect(await srs.publish({ stream, param: paramOf(url) })).toBe(false)
    await expectNothing()
  })

  test.each([
    ['no token', () => ''],
    [
      'another stream’s token',
      () => srs.managers.pushTokens.sign(`issue_${'0'.repeat(20)}`, `${'0'.repeat(32)}z`),
    ],
    ['a token of somebody’s own', () => `issue_${'0'.repeat(20)}.${'A'.repeat(22)}`],
  ])('with a good signature and %s: it could be an older URL than it seems', async (_, token) => {
    const url = srsProvider.pushUrl({
      streamName: srs.room.streamName,
      expiresAtMs: srs.managers.clock() + 60_000,
      token: token(),
    })
    expect(await srs.publish({ stream: srs.room.streamName, param: paramOf(url) })).toBe(false)
    await expectNothing()
  })

  test('into a room that its broadcaster ended, whatever SRS knows of it', async () => {
    const url = await srs.issue()
    await srs.managers.rooms.endRoom(srs.owner, srs.room.id)
    expect(await srs.publish(url)).toBe(false)
    await expectNothing()
    expect(await srs.shown()).toBe('ended')
  })

  test('with a URL that a newer one has put out of force', async () => {
    const old = await srs.issue({ deviceId: 'device-old' })
    srs.later(120_000)
    const newer = await srs.issue({ deviceId: 'device-new' })
    srs.later(3_000)
    expect(await srs.publish({ ...old, client_id: 'old' })).toBe(false)
    expect(await srs.publish({ ...newer, client_id: 'new' })).toBe(true)
    expect(await srs.facts()).toMatchObject([{ sequence: '53b29f12.new' }])
  })

  test('on a stream that a take-over has replaced', async () => {
    const old = await srs.issue({ deviceId: 'device-old' })
    await srs.publish(old)
    await srs.issue({ deviceId: 'device-new', takeOver: true })
    srs.later(3_000)
    expect(await srs.publish({ ...old, client_id: 'again' })).toBe(false)
    expect(await srs.facts()).toHaveLength(1)
  })

  test('on a current stream that is wanted forbidden', async () => {
    const url = await srs.issue()
    await rowsOf(srs.managers.database, `update streams set desired_state = 'forbidden'`)
    expect(await srs.publish(url)).toBe(false)
    await expectNothing()
  })
})

describe('the URL of before', () => {
  test('keeps its right beside a refreshed one of the same device', async () => {
    const old = await srs.issue({ deviceId: 'device' })
    srs.later(60_000)
    await srs.issue({ deviceId: 'device', reason: 'refresh' })
    srs.later(3_000)
    expect(await srs.publish(old)).toBe(true)
  })

  test('brings a room back that its window ended, and does not any more when that is too long ago', async () => {
    const url = await srs.issue()
    await srs.publish({ ...url, client_id: 'first' })
    await srs.unpublish({ ...url, client_id: 'first' })
    await rowsOf(
      srs.managers.database,
      `insert into room_stops (room_id, generation, type, reason, at) values ($1, 1, 'stopped', 'window', $2)`,
      [srs.room.id, new Date(srs.managers.clock())],
    )
    await srs.managers.journal.append(srs.room.id, srs.managers.clock(), async () => {})
    expect(await srs.shown()).toBe('ended')
    expect(await srs.publish({ ...url, client_id: 'second' })).toBe(true)
    expect(await srs.shown()).toBe('live')
  })

  test('does not bring a room back for good', async () => {
    const url = await srs.issue()
    await srs.publish({ ...url, client_id: 'first' })
    await srs.unpublish({ ...url, client_id: 'first' })
    await rowsOf(
      srs.managers.database,
      `insert into room_stops (room_id, generation, type, reason, at) values ($1, 1, 'stopped', 'window', $2)`,
      [srs.room.id, new Date(srs.managers.clock())],
    )
    await srs.managers.journal.append(srs.room.id, srs.managers.clock(), async () => {})
    srs.later(srs.managers.rhythm.reopenWithinMs + 1)
    expect(await srs.publish({ ...url, client_id: 'second' })).toBe(false)
    expect(await srs.shown()).toBe('ended')
  })
})
