import { pushUrl, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { txSecret } from '../provider/tencent-css/tx-secret.ts'
import { type Managers, openManagers, validity } from '../testing/managers.ts'
import { refusalOf } from '../testing/refusal-of.ts'
import { testKeys } from '../testing/test-keys.ts'
import { rowsOf, wholeStore } from '../testing/test-store.ts'

let managers: Managers
let owner: User
let stranger: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('push-urls')
  owner = await managers.newUser('owner')
  stranger = await managers.newUser('stranger')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  room = await managers.newRoom(owner)
})

const issuePush = (user = owner, id = room.id) => managers.pushUrls.issuePushUrl(user, id, {})
const issues = () =>
  rowsOf(managers.database, 'select * from push_url_issues where stream_name = $1 order by issued_at', [
    room.streamName,
  ])

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
    const second = await managers.pushUrls.issuePushUrl(owner, room.id, { reason: 'reconnect' })
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
      refusalOf(managers.pushUrls.issuePushUrl(stranger, room.id, { reason: 'reconnect', takeOver: true })),
    ])
    expect(refusals[0]).toMatchObject({ code: 'not_found' })
    expect(refusals[1]).toEqual(refusals[0])
    expect(refusals[2]).toEqual(refusals[0])
    expect(await issues()).toEqual([])
  })

  test('of an ended room is refused to its owner, and hidden from others as ever', async () => {
    await managers.rooms.endRoom(owner, room.id)
    expect(await refusalOf(issuePush())).toMatchObject({ code: 'room_ended' })
    expect(await refusalOf(issuePush(stranger))).toMatchObject({ code: 'not_found' })
    expect(await issues()).toEqual([])
  })

  test('is still issued while live or interrupted: the broadcaster comes back', async () => {
    await managers.deliver({ stream_id: room.streamName })
    await expect(issuePush()).resolves.toBeDefined()
    await managers.deliver({ stream_id: room.streamName, event_type: 0 })
    await expect(issuePush()).resolves.toBeDefined()
  })
})
