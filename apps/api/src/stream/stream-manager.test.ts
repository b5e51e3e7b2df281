import { playUrls, pushUrl, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { txSecret } from '../provider/tencent-css/tx-secret.ts'
import { type Managers, openManagers, validity } from '../testing/managers.ts'
import { testKeys } from '../testing/test-keys.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let stranger: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('streams')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  room = await managers.newRoom(owner)
})

const issuePush = (user = owner, id = room.id) => managers.streams.issuePushUrl(user, id, 'start')
const issuePlay = () => managers.streams.issuePlayUrls(room.id)
const goLive = () => managers.deliver({ stream_id: room.streamName })
const issues = () =>
  rowsOf(managers.database, 'select * from push_url_issues where stream_name = $1 order by issued_at', [
    room.streamName,
  ])
/** What a caller may see of a refusal. */
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    ({ code, message, issues, headers }) => ({ code, message, issues, headers }),
  )

describe('a push URL', () => {
  test('is signed for the room’s stream, bound to its issue, and good for a day', async () => {
    const answer = await issuePush()
    expect(pushUrl.parse(answer)).toEqual(answer)
    const url = new URL(answer.url)
    expect(url.href).toMatch(`rtmp://push.example.test/live/${room.streamName}?`)
    const time = url.searchParams.get('txTime') ?? ''
    expect(url.searchParams.get('txSecret')).toBe(txSecret(testKeys.pushKey, room.streamName, time))
    expect(Number.parseInt(time, 16) * 1000).toBe(Date.parse(answer.expiresAt))
    expect(Date.parse(answer.expiresAt)).toBe(managers.clock() + validity.pushUrlSeconds * 1000)
    const [issue] = await issues()
    const token = url.searchParams.get('kaibo') ?? ''
    expect(managers.pushTokens.verify(token, room.streamName)).toBe(issue?.id)
  })

  test('tells exactly the second at which it expires, never a later one', async () => {
    managers.clock.advance(999)
    const { url, expiresAt } = await issuePush()
    managers.clock.advance(1)
    expect(Date.parse(expiresAt) % 1000).toBe(0)
    expect(Number.parseInt(new URL(url).searchParams.get('txTime') ?? '', 16) * 1000).toBe(
      Date.parse(expiresAt),
    )
  })

  test('is new at each asking and recorded, but never itself stored', async () => {
    const first = await issuePush()
    managers.clock.advance(1_000)
    const second = await managers.streams.issuePushUrl(owner, room.id, 'reconnect')
    expect(second.url).not.toBe(first.url)
    expect((await issues()).map(({ reason }) => reason)).toEqual(['start', 'reconnect'])
    const store = await wholeStore(managers.database)
    for (const { url } of [first, second]) {
      expect(store).not.toContain(new URL(url).searchParams.get('txSecret'))
      expect(store).not.toContain(new URL(url).searchParams.get('kaibo'))
    }
  })

  test('is the owner’s alone: another hears what an absent room would answer', async () => {
    const refusals = await Promise.all([
      refusalOf(issuePush(stranger)),
      refusalOf(issuePush(owner, `room_${'0'.repeat(20)}`)),
    ])
    expect(refusals[0]).toMatchObject({ code: 'not_found' })
    expect(refusals[0]).toEqual(refusals[1])
    expect(await issues()).toEqual([])
  })

  test('of an ended room is refused to its owner, and hidden from others as ever', async () => {
    await managers.rooms.endRoom(owner, room.id)
    expect(await refusalOf(issuePush())).toMatchObject({ code: 'room_ended' })
    expect(await refusalOf(issuePush(stranger))).toMatchObject({ code: 'not_found' })
    expect(await issues()).toEqual([])
  })

  test('is still issued while live or interrupted: the broadcaster comes back', async () => {
    await goLive()
    await expect(issuePush()).resolves.toBeDefined()
    await managers.deliver({ stream_id: room.streamName, event_type: 0 })
    await expect(issuePush()).resolves.toBeDefined()
  })
})

describe('play URLs', () => {
  test('are given out only while the room is live; otherwise the reason is the answer', async () => {
    expect(await issuePlay()).toEqual({ playable: false, reason: 'waiting' })
    await goLive()
    expect((await issuePlay()).playable).toBe(true)
    await managers.deliver({ stream_id: room.streamName, event_type: 0 })
    const until = new Date(managers.clock() + 60_000).toISOString()
    expect(await issuePlay()).toEqual({ playable: false, reason: 'interrupted', until })
    await managers.rooms.endRoom(owner, room.id)
    expect(await issuePlay()).toEqual({ playable: false, reason: 'ended' })
  })

  test('of a scheduled room say so', async () => {
    room = await managers.newRoom(owner, {
      title: 'x',
      startsAt: new Date(managers.clock() + 1).toISOString(),
    })
    expect(await issuePlay()).toEqual({ playable: false, reason: 'scheduled' })
  })

  test('are signed with the play key, without a token, each with the expiry that is told', async () => {
    await goLive()
    const answer = await issuePlay()
    expect(playUrls.parse(answer)).toEqual(answer)
    if (!answer.playable) throw new Error('The room is not playable')
    for (const [text, expiresAt] of [
      [answer.flv, answer.expiresAt],
      [answer.rtmp, answer.expiresAt],
      [answer.hls.url, answer.hls.expiresAt],
    ] as const) {
      const { searchParams } = new URL(text)
      const time = searchParams.get('txTime') ?? ''
      expect([...searchParams.keys()]).toEqual(['txSecret', 'txTime'])
      expect(Number.parseInt(time, 16) * 1000).toBe(Date.parse(expiresAt))
      expect(searchParams.get('txSecret')).toBe(txSecret(testKeys.playKey, room.streamName, time))
    }
  })

  test('are the same for all viewers of a minute, and good for ten minutes or up to one more', async () => {
    await goLive()
    const minute = Math.ceil(managers.clock() / 60_000) * 60_000
    managers.clock.set(minute + 1)
    const first = await issuePlay()
    managers.clock.set(minute + 60_000)
    expect(await issuePlay()).toEqual(first)
    managers.clock.advance(1)
    const next = await issuePlay()
    expect(next).not.toEqual(first)
    if (!next.playable) throw new Error('The room is not playable')
    const goodForMs = Date.parse(next.expiresAt) - managers.clock()
    expect(goodForMs).toBeGreaterThanOrEqual(validity.playUrlSeconds * 1000)
    expect(goodForMs).toBeLessThan((validity.playUrlSeconds + 60) * 1000)
  })

  test('of an absent room are not found', async () => {
    const absent = managers.streams.issuePlayUrls(`room_${'0'.repeat(20)}`)
    await expect(absent).rejects.toMatchObject({ code: 'not_found' })
  })
})
