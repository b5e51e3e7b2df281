import { type Room, roomOfScene, share } from '@kaibo/live-core'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answering, closing } from '../outside/testing/behaviours.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { openWechatBench, requestsOf, type WechatBench } from '../wechat/testing/wechat-bench.ts'
import { ShareManager } from './share-manager.ts'

const PNG = Buffer.from('89504e470d0a1a0a00ff', 'hex')
const asPicture = answering(PNG, 200, { 'content-type': 'image/png' })

let managers: Managers
let room: Room
let bench: WechatBench
let shares: ShareManager
beforeAll(async () => {
  managers = await openManagers('share')
  room = await managers.rooms.createRoom(await managers.newUser('owner'), { title: 'x' })
})
afterAll(() => managers.database.close())
beforeEach(async () => {
  bench = await openWechatBench(answering({ errcode: 0, url_link: 'https://wxaurl.cn/abc' }))
  shares = new ShareManager({
    ...{ database: managers.database, clock: managers.clock, api: bench.api },
    wechat: { roomPage: 'pages/player/player', envVersion: 'release' },
    logger: pino({ level: 'silent' }),
  })
})
afterEach(() => bench.server.close())

describe('sharing a room', () => {
  test('gives its page and a link, and asks WeChat once a day for all who share it', async () => {
    const ways = await Promise.all([shares.share(room.id), shares.share(room.id)])
    ways.push(await shares.share(room.id))
    for (const way of ways) {
      expect(share.parse(way)).toEqual({
        path: `/pages/player/player?room=${room.id}`,
        urlLink: 'https://wxaurl.cn/abc',
      })
    }
    expect(requestsOf(bench).map(({ body }) => body)).toEqual([
      expect.objectContaining({ path: 'pages/player/player', query: `room=${room.id}`, expire_interval: 30 }),
    ])
  })

  test.each([
    ['refuses', answering({ errcode: 40165 })],
    ['is away', closing],
  ])('of a WeChat that %s gives its page alone, and does not ask again at once', async (_, behaviour) => {
    bench.server.behave(behaviour)
    for (let index = 0; index < 3; index += 1) {
      expect(await shares.share(room.id)).toEqual({ path: `/pages/player/player?room=${room.id}` })
    }
    expect(bench.server.requests).toHaveLength(1)
  })
})

describe('a room’s code', () => {
  test('is WeChat’s picture, whose scene leads back to the room; one question serves a day', async () => {
    bench.server.behave(asPicture)
    const codes = await Promise.all([shares.qrCode(room.id), shares.qrCode(room.id)])
    for (const code of codes) expect(code).toEqual({ mediaType: 'image/png', bytes: PNG })
    const scenes = requestsOf(bench).map(({ body }) => (body as { scene: string }).scene)
    expect(scenes).toHaveLength(1)
    const [scene = ''] = scenes
    expect(scene.length).toBeLessThanOrEqual(32)
    expect(roomOfScene(encodeURIComponent(scene))).toBe(room.id)
  })

  test.each([
    ['has no such page', answering({ errcode: 41030 }), 'not_configured'],
    ['has had enough for today', answering({ errcode: 45009 }), 'unavailable'],
    ['is away', closing, 'unavailable'],
  ])('of a WeChat that %s is refused', async (_, behaviour, code) => {
    bench.server.behave(behaviour)
    await expect(shares.qrCode(room.id)).rejects.toMatchObject({ code })
  })
})

test('of a room that does not exist nothing is asked', async () => {
  const absent = `room_${'0'.repeat(20)}`
  await expect(shares.share(absent)).rejects.toMatchObject({ code: 'not_found' })
  await expect(shares.qrCode(absent)).rejects.toMatchObject({ code: 'not_found' })
  expect(bench.server.requests).toEqual([])
})
