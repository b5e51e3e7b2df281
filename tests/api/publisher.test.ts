import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from '../support/api-client.ts'
import { postCallback, pushCallback, streamNameOf } from '../support/callbacks.ts'
import { type Kaibo, startKaibo } from '../support/kaibo.ts'
import { until } from '../support/poll.ts'
import { storeKinds } from '../support/stores.ts'

const PHONE = 'phone-01'
const TABLET = 'tablet-2'

describe.each(storeKinds)('one publisher on the %s store', (kind) => {
  let kaibo: Kaibo
  let owner: ApiClient
  let stranger: ApiClient

  beforeAll(async () => {
    kaibo = await startKaibo(kind)
    owner = await kaibo.client('owner')
    stranger = await kaibo.client('stranger')
  })
  afterAll(() => kaibo?.stop())

  /** What the provider tells of a push with this URL. */
  const tell = (url: string, type: 'started' | 'ended', sequence: string) => {
    const seconds = Math.floor(Date.now() / 1000)
    const param = new URL(url).search.slice(1)
    return postCallback(
      kaibo.api.address,
      pushCallback(streamNameOf(url), { type, sequence, seconds, param }),
    )
  }
  const push = (id: string, deviceId: string, more: Record<string, unknown> = {}) =>
    owner.send(`/v1/rooms/${id}/push-url`, { body: { deviceId, ...more } })

  test('a second device is refused until it takes over, and then the first is told and its stream forbidden', async () => {
    const { id } = await owner.createRoom()
    const first = await owner.pushUrl(id, { deviceId: PHONE })
    await tell(first.url, 'started', '4000000000000000001')
    const busy = await owner.refused(`/v1/rooms/${id}/push-url`, { body: { deviceId: TABLET } })
    expect(busy).toMatchObject({ status: 409, code: 'publisher_busy' })
    expect(await owner.heartbeat(id, TABLET, false)).toMatchObject({ publisher: 'other-device' })

    const second = await owner.pushUrl(id, { deviceId: TABLET, takeOver: true })
    expect(streamNameOf(second.url)).not.toBe(streamNameOf(first.url))
    expect(await owner.heartbeat(id, PHONE, true)).toMatchObject({
      publisher: 'other-device',
      pushUrlReplaced: 'taken-over',
      room: { status: 'interrupted' },
    })
    expect(await owner.playUrls(id)).toMatchObject({ playable: false, reason: 'interrupted' })
    await until(
      () => kaibo.sandbox.forbidden().some(({ streamName }) => first.url.includes(streamName)) || undefined,
      {
        what: 'the old stream forbidden',
      },
    )
    await tell(second.url, 'started', '4000000000000000002')
    expect(await owner.heartbeat(id, TABLET, true)).toMatchObject({
      publisher: 'this-device',
      room: { status: 'live' },
    })
    expect(kaibo.sandbox.forbidden().map(({ streamName }) => streamName)).not.toContain(
      streamNameOf(second.url),
    )
  })

  test('in 40 races of two devices exactly one gets the room', async () => {
    for (let round = 0; round < 40; round++) {
      const { id } = await owner.createRoom()
      const answers = await Promise.all([PHONE, TABLET].map((deviceId) => push(id, deviceId)))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const holder = answers[0]?.status === 200 ? PHONE : TABLET
      expect(await owner.heartbeat(id, holder, false)).toMatchObject({ publisher: 'this-device' })
    }
  })

  test('in 20 races of two that both take over, the room is one’s, and the other knows that its URL is not good', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await owner.createRoom()
      const answers = await Promise.all(
        [PHONE, TABLET].map((deviceId) => push(id, deviceId, { takeOver: true })),
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200])
      const beats = await Promise.all([PHONE, TABLET].map((deviceId) => owner.heartbeat(id, deviceId, false)))
      expect(beats.map(({ publisher }) => publisher).sort()).toEqual(['other-device', 'this-device'])
      expect(beats.map(({ pushUrlReplaced }) => pushUrlReplaced ?? 'none').sort()).toEqual([
        'none',
        'taken-over',
      ])
    }
  })

  test('heartbeats and timeline are the owner’s alone, and say no more to others than an absent room', async () => {
    const { id } = await owner.createRoom()
    const beat = { body: { deviceId: PHONE, pushing: true } }
    for (const room of [id, 'room_00000000000000000000']) {
      expect(await stranger.refused(`/v1/rooms/${room}/heartbeat`, beat)).toMatchObject({ code: 'not_found' })
      expect(await stranger.refused(`/v1/rooms/${room}/timeline`)).toMatchObject({ code: 'not_found' })
    }
  })

  test.each([
    [{}],
    [{ deviceId: PHONE }],
    [{ deviceId: PHONE, pushing: 'yes' }],
    [{ deviceId: 'short', pushing: true }],
    [{ deviceId: 'x'.repeat(65), pushing: true }],
    [{ deviceId: 'no spaces here', pushing: true }],
    [{ deviceId: PHONE, pushing: true, more: 1 }],
  ])('a heartbeat of the shape %j is refused with the field named', async (body) => {
    const { id } = await owner.createRoom()
    const refused = await owner.refused(`/v1/rooms/${id}/heartbeat`, { body })
    expect(refused).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(refused.issues?.length).toBeGreaterThan(0)
  })

  test('the timeline tells what happened, in both languages and in order', async () => {
    const { id } = await owner.createRoom()
    const { url } = await owner.pushUrl(id, { deviceId: PHONE })
    await tell(url, 'started', '4000000000000000011')
    await tell(url, 'ended', '4000000000000000011')
    await owner.endRoom(id)
    const { items } = await owner.timeline(id)
    expect(items.map(({ type, status }) => [type, status])).toEqual([
      ['room.created', 'waiting'],
      ['push.started', 'live'],
      ['push.ended', 'interrupted'],
      ['room.ended', 'ended'],
    ])
    for (const { text } of items) expect([text.zh, text.en].every((words) => words.length > 0)).toBe(true)
  })

  test('viewers whose pictures stopped get the same URLs with a time to come again', async () => {
    const { id } = await owner.createRoom()
    const { url } = await owner.pushUrl(id, { deviceId: PHONE })
    await tell(url, 'started', '4000000000000000021')
    const answers = await Promise.all(Array.from({ length: 20 }, () => owner.playUrls(id, { stalled: true })))
    for (const answer of answers) {
      expect(answer).toMatchObject({ playable: true })
      expect(answer.retryAfterMs).toBeGreaterThanOrEqual(3_000)
    }
    expect(new Set(answers.map((answer) => answer.playable && answer.flv)).size).toBe(1)
  })
})
