import { type PlayUrls, playUrls, type User } from '@kaibo/live-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { txSecret } from '../provider/tencent-css/tx-secret.ts'
import { type Managers, openManagers, validity } from '../testing/managers.ts'
import { testKeys } from '../testing/test-keys.ts'

let managers: Managers
let owner: User
let room: { id: string; streamName: string }
beforeAll(async () => {
  managers = await openManagers('play-urls')
  owner = await managers.newUser('owner')
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  room = await managers.newRoom(owner)
})

const issuePlay = (request: { stalled?: boolean } = {}) => managers.playUrls.issuePlayUrls(room.id, request)
const goLive = () => managers.deliver({ stream_id: room.streamName })
const playable = async () => {
  const answer = await issuePlay()
  if (!answer.playable) throw new Error('The room is not playable')
  return answer
}
const isSoon = (answer: PlayUrls) => (answer.retryAfterMs ?? 0) > 0
const withoutPace = ({ retryAfterMs: _, ...answer }: PlayUrls) => answer

describe('play URLs', () => {
  test('are given out only while the room is live; otherwise the reason is the answer, and when to come again', async () => {
    const waiting = await issuePlay()
    expect(withoutPace(waiting)).toEqual({ playable: false, reason: 'waiting' })
    await goLive()
    expect((await issuePlay()).playable).toBe(true)
    await managers.deliver({ stream_id: room.streamName, event_type: 0 })
    const until = new Date(managers.clock() + 60_000).toISOString()
    const interrupted = await issuePlay()
    expect(withoutPace(interrupted)).toEqual({ playable: false, reason: 'interrupted', until })
    expect([waiting, interrupted].map(isSoon)).toEqual([true, true])
  })

  test('of a room that a person ended say so, and nothing to come back for', async () => {
    await managers.rooms.endRoom(owner, room.id)
    expect(await issuePlay()).toEqual({ playable: false, reason: 'ended' })
    expect(await issuePlay({ stalled: true })).toEqual({ playable: false, reason: 'ended' })
  })

  test('of a scheduled room say so', async () => {
    room = await managers.newRoom(owner, {
      title: 'x',
      startsAt: new Date(managers.clock() + 1).toISOString(),
    })
    expect(await issuePlay()).toMatchObject({ playable: false, reason: 'scheduled' })
  })

  test('of a live room carry a time to come again only for whoever’s picture stopped', async () => {
    await goLive()
    expect(await issuePlay()).not.toHaveProperty('retryAfterMs')
    expect(isSoon(await issuePlay({ stalled: true }))).toBe(true)
  })

  test('are signed with the play key, without a token, each with the expiry that is told', async () => {
    await goLive()
    const answer = await playable()
    expect(playUrls.parse(answer)).toEqual(answer)
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
    const first = await playable()
    managers.clock.set(minute + 60_000)
    expect(await playable()).toEqual(first)
    managers.clock.advance(1)
    const next = await playable()
    expect(next).not.toEqual(first)
    const goodForMs = Date.parse(next.expiresAt) - managers.clock()
    expect(goodForMs).toBeGreaterThanOrEqual(validity.playUrlSeconds * 1000)
    expect(goodForMs).toBeLessThan((validity.playUrlSeconds + 60) * 1000)
  })

  test('lead to the new stream as soon as the old one was given up, also within the same minute', async () => {
    await managers.pushUrls.issuePushUrl(owner, room.id, { deviceId: 'first-device' })
    await goLive()
    const before = await playable()
    await managers.pushUrls.issuePushUrl(owner, room.id, { deviceId: 'other-device', takeOver: true })
    expect((await issuePlay()).playable).toBe(false)
    await managers.deliver({ stream_id: await managers.currentStream(room.id), sequence: '2' })
    expect((await playable()).flv).not.toBe(before.flv)
  })

  test('of an absent room are not found', async () => {
    const absent = managers.playUrls.issuePlayUrls(`room_${'0'.repeat(20)}`, {})
    await expect(absent).rejects.toMatchObject({ code: 'not_found' })
  })
})
