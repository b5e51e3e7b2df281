import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from '../support/api-client.ts'
import { postCallback, pushCallback, streamNameOf } from '../support/callbacks.ts'
import { type Kaibo, startKaibo } from '../support/kaibo.ts'
import { keys } from '../support/keys.ts'
import { storeKinds } from '../support/stores.ts'

const NOW = Math.floor(Date.now() / 1000)

describe.each(storeKinds)('callbacks on the %s store', (kind) => {
  let kaibo: Kaibo
  let owner: ApiClient

  beforeAll(async () => {
    kaibo = await startKaibo(kind)
    owner = await kaibo.client('owner')
  })
  afterAll(() => kaibo?.stop())

  const openRoom = async () => {
    const room = await owner.createRoom()
    const { url } = await owner.pushUrl(room.id)
    return { id: room.id, streamName: streamNameOf(url), param: new URL(url).search.slice(1) }
  }
  const post = (body: unknown) => postCallback(kaibo.api.address, body)

  test('a start makes the room live and its end interrupts it with a deadline', async () => {
    const { id, streamName, param } = await openRoom()
    const push = { sequence: '1000000000000000001', seconds: NOW, param }
    expect(await post(pushCallback(streamName, { type: 'started', ...push }))).toMatchObject({
      status: 200,
      body: { code: 0 },
    })
    expect(await owner.getRoom(id)).toMatchObject({ status: 'live', version: 2 })
    await post(pushCallback(streamName, { type: 'ended', ...push }))
    const room = await owner.getRoom(id)
    expect(room).toMatchObject({ status: 'interrupted', version: 3 })
    expect(Date.parse(room.until ?? '')).toBeGreaterThan(Date.now() + 50_000)
    expect(await owner.playUrls(id)).toEqual({
      playable: false,
      reason: 'interrupted',
      until: room.until,
      retryAfterMs: expect.any(Number),
    })
  })

  test('a repeated callback is accepted and changes nothing', async () => {
    const { id, streamName, param } = await openRoom()
    const body = pushCallback(streamName, {
      type: 'started',
      sequence: '1000000000000000002',
      seconds: NOW,
      param,
    })
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(body)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(200))
    expect(await owner.getRoom(id)).toMatchObject({ status: 'live', version: 2 })
  })

  test('forged callbacks are refused and change nothing', async () => {
    const { id, streamName } = await openRoom()
    const body = pushCallback(streamName, { type: 'started', sequence: '1', seconds: NOW })
    const forgeries = [
      { ...body, sign: undefined },
      { ...body, sign: '' },
      { ...body, sign: 'd41d8cd98f00b204e9800998ecf8427e' },
      { ...body, sign: String(body.sign).toUpperCase() },
      { ...body, sign: String(body.sign).slice(0, 16) },
      { ...body, sign: [body.sign] },
      { ...body, t: Number(body.t) + 1 },
      { ...body, t: `${body.t}x` },
      { ...body, t: null },
      [],
      'not an object',
    ]
    for (const forgery of forgeries) expect((await post(forgery)).status).toBe(403)
    const wrongPath = await fetch(`${kaibo.api.address}/v1/callbacks/tencent-css/${keys.callbackPath}x`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    expect(wrongPath.status).toBe(404)
    expect(await owner.getRoom(id)).toMatchObject({ status: 'waiting', version: 1 })
  })

  test('a signed callback replayed after its time is accepted but not believed', async () => {
    const { id, streamName, param } = await openRoom()
    const push = { sequence: '1000000000000000003', seconds: NOW, param }
    await post(pushCallback(streamName, { type: 'started', ...push }))
    const nowMs = Date.now() - 800_000
    expect((await post(pushCallback(streamName, { type: 'ended', ...push, nowMs }))).status).toBe(200)
    expect(await owner.getRoom(id)).toMatchObject({ status: 'live', version: 2 })
  })

  test('what the provider adds, and streams and events that are not ours, are accepted without effect', async () => {
    const { id, streamName, param } = await openRoom()
    const body = pushCallback(streamName, { type: 'started', sequence: '5', seconds: NOW, param })
    const harmless = [
      { ...body, stream_id: `${'0'.repeat(32)}z` },
      { ...body, stream_id: "x'; drop table rooms; --" },
      { ...body, event_type: 999, extra: { __proto__: null, deep: ['\u0000', '\ud800'] } },
      { ...body, event_type: 100, video_url: 'https://example.com/a.mp4', file_id: '1' },
      { ...body, event_type: 'one' },
      { ...body, appname: 'another' },
      { ...body, sequence: 5 },
      { ...body, event_time: 1e300 },
    ]
    for (const callback of harmless)
      expect(await post(callback)).toMatchObject({ status: 200, body: { code: 0 } })
    expect(await owner.getRoom(id)).toMatchObject({ status: 'waiting', version: 1 })
    const extended = await fetch(`${kaibo.api.address}/v1/callbacks/tencent-css/${keys.callbackPath}`, {
      method: 'POST',
      headers: { 'content-type': 'text/html; charset=gbk' },
      body: JSON.stringify({ ...body, field_of_next_year: [1] }),
    })
    expect(extended.status).toBe(200)
    expect(await owner.getRoom(id)).toMatchObject({ status: 'live' })
  })

  test('60 random histories, each in two orders with repetitions over real HTTP, end in one status and one version each', async () => {
    const history = fc
      .array(fc.record({ gap: fc.nat(2), length: fc.nat(3) }), { minLength: 1, maxLength: 3 })
      .chain((pushes) => fc.record({ pushes: fc.constant(pushes), open: fc.boolean() }))
      .map(({ pushes, open }) => {
        let clock = NOW - 60
        const events = pushes.flatMap(({ gap, length }, index) => {
          clock += gap
          const sequence = `22104645082067569${10 + index}`
          const start = { type: 'started' as const, sequence, seconds: clock }
          const end = { type: 'ended' as const, sequence, seconds: clock + length }
          return open && index === pushes.length - 1 ? [start] : [start, end]
        })
        return { events, status: open ? 'live' : 'interrupted' }
      })
      .chain(({ events, status }) => {
        const arrival = fc
          .array(fc.constantFrom(...events), { maxLength: 3 })
          .chain((again) =>
            fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
          )
        return fc.record({ orders: fc.tuple(arrival, arrival), status: fc.constant(status) })
      })
    await fc.assert(
      fc.asyncProperty(history, async ({ orders, status }) => {
        for (const order of orders) {
          const { id, streamName, param } = await openRoom()
          for (const event of order) await post(pushCallback(streamName, { ...event, param }))
          expect((await owner.getRoom(id)).status).toBe(status)
        }
      }),
      { numRuns: 60 },
    )
  })
})
