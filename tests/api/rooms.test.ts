import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiClient } from '../support/api-client.ts'
import { postCallback, pushCallback, streamNameOf } from '../support/callbacks.ts'
import { type Kaibo, startKaibo } from '../support/kaibo.ts'
import { storeKinds } from '../support/stores.ts'

describe.each(storeKinds)('on the %s store', (kind) => {
  let kaibo: Kaibo
  let owner: ApiClient
  let viewer: ApiClient

  beforeAll(async () => {
    kaibo = await startKaibo(kind)
    owner = await kaibo.client('owner')
    viewer = await kaibo.client('viewer')
  })
  afterAll(() => kaibo?.stop())

  const goLive = async (client: ApiClient, roomId: string, sequence: string) => {
    const { url } = await client.pushUrl(roomId)
    const seconds = Math.floor(Date.now() / 1000)
    await postCallback(
      kaibo.api.address,
      pushCallback(streamNameOf(url), {
        type: 'started',
        sequence,
        seconds,
        param: new URL(url).search.slice(1),
      }),
    )
  }

  describe('sessions', () => {
    test('a code works once on a phone, and the person stays the same across logins', async () => {
      const first = await kaibo.client('phone.once')
      await expect(kaibo.client('phone.once')).rejects.toThrow('login_code_rejected')
      const second = await kaibo.client('phone.twice')
      expect(second.user).toEqual(first.user)
      expect(second.token).not.toBe(first.token)
    })

    test('without a session every room call answers 401, whether the room exists or not', async () => {
      const { id } = await owner.createRoom()
      for (const path of ['/v1/rooms', `/v1/rooms/${id}`, `/v1/rooms/room_00000000000000000000`]) {
        const answer = await owner.refused(path, { headers: { authorization: '' } })
        expect(answer).toMatchObject({ status: 401, code: 'unauthenticated' })
      }
    })

    test('WeChat out of order is a 503 with Retry-After, not a wrong login', async () => {
      kaibo.sandbox.faults.set({ wechat: { status: 500 } })
      const answer = await owner.refused('/v1/sessions', { body: { code: 'dev-x' } })
      kaibo.sandbox.faults.clear()
      expect(answer).toMatchObject({ status: 503, code: 'unavailable' })
      expect(answer.headers.get('retry-after')).toBe('5')
    })
  })

  describe('rooms', () => {
    test('a new room waits for its broadcaster, and one with a later start time is scheduled', async () => {
      const room = await owner.createRoom({
        title: '  晚八点 👗 新品  ',
        coverUrl: 'https://cdn.example.com/a.jpg',
      })
      expect(room).toEqual({
        id: expect.stringMatching(/^room_/),
        title: '晚八点 👗 新品',
        coverUrl: 'https://cdn.example.com/a.jpg',
        broadcaster: owner.user,
        status: 'waiting',
        version: 1,
      })
      expect(await viewer.getRoom(room.id)).toEqual(room)
      const startsAt = new Date(Date.now() + 3_600_000).toISOString()
      expect(await owner.createRoom({ title: 'Later', startsAt })).toMatchObject({
        status: 'scheduled',
        startsAt,
      })
    })

    test('a retried create with one Idempotency-Key makes one room, also when the tries race', async () => {
      const create = () => owner.createRoom({ title: 'Once' }, { 'idempotency-key': `race-${kind}` })
      const rooms = await Promise.all(Array.from({ length: 10 }, create))
      expect(new Set(rooms.map((room) => room.id)).size).toBe(1)
      const reused = await owner.refused('/v1/rooms', {
        body: { title: 'Another' },
        headers: { 'idempotency-key': `race-${kind}` },
      })
      expect(reused).toMatchObject({ status: 409, code: 'idempotency_key_reused' })
    })

    test('the list is newest first and pages without gap or repetition', async () => {
      const broadcaster = await kaibo.client('lister')
      const created: string[] = []
      for (let index = 0; index < 7; index++) {
        const room = await broadcaster.createRoom({ title: `Page ${index}` })
        created.unshift(room.id)
        await goLive(broadcaster, room.id, `100000000000000000${index}`)
      }
      const listed: string[] = []
      let query: string | null = '?status=live&limit=3'
      while (query !== null) {
        const page = await viewer.listRooms(query)
        expect(page.items.every((room) => room.status === 'live')).toBe(true)
        listed.push(...page.items.map((room) => room.id))
        query = page.nextCursor && `?status=live&limit=3&cursor=${page.nextCursor}`
      }
      expect(listed).toEqual(created)
    })

    test('a repeated status lists rooms of each of them', async () => {
      const waiting = await owner.createRoom({ title: 'Waiting' })
      const ended = await owner.createRoom({ title: 'Ended' })
      await owner.endRoom(ended.id)
      const both = await viewer.listRooms('?status=waiting&status=ended&limit=2')
      expect(both.items.map((room) => room.id)).toEqual([ended.id, waiting.id])
      expect((await viewer.listRooms('?status=ended&limit=1')).items[0]?.id).toBe(ended.id)
    })

    test('one broadcaster’s rooms can be listed, alone and with a status', async () => {
      const { id } = await viewer.createRoom({ title: 'A viewer’s own' })
      const query = `?broadcasterId=${viewer.user.id}`
      expect((await owner.listRooms(query)).items.map((room) => room.id)).toEqual([id])
      expect((await owner.listRooms(`${query}&status=live`)).items).toEqual([])
      expect(await owner.refused('/v1/rooms?broadcasterId=me')).toMatchObject({ code: 'invalid_request' })
    })

    test('only its owner may push or end a room; to others it is as if it were absent', async () => {
      const { id } = await owner.createRoom()
      for (const call of ['push-url', 'end']) {
        const other = await viewer.refused(`/v1/rooms/${id}/${call}`, { body: {} })
        const absent = await viewer.refused(`/v1/rooms/room_00000000000000000000/${call}`, { body: {} })
        expect(other).toMatchObject({ status: 404, code: 'not_found' })
        expect({ ...other, headers: null, requestId: '' }).toEqual({
          ...absent,
          headers: null,
          requestId: '',
        })
      }
      expect(await viewer.getRoom(id)).toMatchObject({ status: 'waiting' })
    })

    test('ending is final and repeatable: no push URL, not playable, the same room again', async () => {
      const { id } = await owner.createRoom()
      await goLive(owner, id, '2000000000000000001')
      const ended = await owner.endRoom(id)
      expect(ended).toMatchObject({ status: 'ended', endReason: 'broadcaster', version: 3 })
      expect(await owner.endRoom(id)).toEqual(ended)
      expect(await viewer.playUrls(id)).toEqual({ playable: false, reason: 'ended' })
      expect(await owner.refused(`/v1/rooms/${id}/push-url`, { body: {} })).toMatchObject({
        code: 'room_ended',
      })
    })
  })

  describe('signed URLs', () => {
    test('a push URL is never cached, and nothing it could be made from stands in a room', async () => {
      const { id } = await owner.createRoom()
      const answer = await owner.send(`/v1/rooms/${id}/push-url`, { body: { reason: 'reconnect' } })
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const { url } = await owner.pushUrl(id)
      const shown = JSON.stringify([
        await viewer.getRoom(id),
        await viewer.listRooms(),
        await viewer.playUrls(id),
      ])
      expect(shown).not.toContain(streamNameOf(url))
      expect(shown).not.toContain('txSecret')
    })

    test('a live room is playable by all three protocols, hls with a longer expiry of its own', async () => {
      const { id } = await owner.createRoom()
      await goLive(owner, id, '3000000000000000001')
      const urls = await viewer.playUrls(id)
      if (!urls.playable) throw new Error('not playable')
      expect(urls.flv).toMatch(/^http:.*\.flv\?txSecret=[0-9a-f]{32}&txTime=[0-9A-F]{8}$/)
      expect(urls.rtmp).toMatch(/^rtmp:/)
      expect(urls.hls.url).toMatch(/\.m3u8\?/)
      expect(urls.hls.expiresAt > urls.expiresAt).toBe(true)
    })
  })

  test('what was acknowledged is there after a restart', async () => {
    const room = await owner.createRoom({ title: 'Survivor' }, { 'idempotency-key': `restart-${kind}` })
    const { url } = await owner.pushUrl(room.id)
    await kaibo.restartApi()
    const again = await kaibo.client('owner')
    expect(await again.getRoom(room.id)).toEqual(room)
    expect((await again.pushUrl(room.id)).url.split('?')[0]).toBe(url.split('?')[0])
    expect(await again.createRoom({ title: 'Survivor' }, { 'idempotency-key': `restart-${kind}` })).toEqual(
      room,
    )
  })
})
