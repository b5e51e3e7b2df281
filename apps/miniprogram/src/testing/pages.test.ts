// @vitest-environment jsdom
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildIntoTemporaryFolder } from './built-miniprogram.ts'
import { aPage, aRoom, roomNumber } from './rooms.ts'
import { createSimulator, type RenderedUnit, simulatedWx, textOf } from './simulator.ts'

type Request = {
  method: string
  url: string
  success: (answer: object) => void
  fail: (error: object) => void
}
type Answer = { statusCode?: number; data?: unknown } | 'no answer'

let dist: ReturnType<typeof buildIntoTemporaryFolder>
let simulator: ReturnType<typeof createSimulator>
let page: RenderedUnit | undefined
let answer: (path: string) => Answer
const asked: string[] = []
const opened: string[] = []
const listeners = new Set<unknown>()

const session = {
  token: 'token-1',
  expiresAt: '2999-01-01T00:00:00.000Z',
  user: { id: 'user_0123456789abcdefghij', displayName: '小林' },
}

beforeAll(() => {
  dist = buildIntoTemporaryFolder()
  simulator = createSimulator(dist.path)
})
beforeEach(() => {
  asked.length = 0
  opened.length = 0
  Object.assign(simulatedWx(), {
    login: ({ success }: { success: (answer: object) => void }) => success({ code: 'code' }),
    navigateTo: ({ url }: { url: string }) => opened.push(url),
    request: ({ method, url, success, fail }: Request) => {
      const path = url.replace(/^https?:\/\/[^/]+/, '')
      asked.push(`${method} ${path}`)
      const given: Answer = path === '/v1/sessions' ? { statusCode: 201, data: session } : answer(path)
      if (given === 'no answer') fail({ errMsg: 'request:fail net::ERR_CONNECTION_REFUSED' })
      else success({ statusCode: 200, header: {}, data: undefined, ...given })
    },
    onNetworkStatusChange: (listener: unknown) => listeners.add(listener),
    offNetworkStatusChange: (listener: unknown) => listeners.delete(listener),
    createLivePlayerContext: () => ({
      play: ({ complete }: { complete: () => void }) => complete(),
      stop: ({ complete }: { complete: () => void }) => complete(),
    }),
  })
})
afterEach(() => {
  page?.detach()
  page = undefined
})
afterAll(() => dist?.remove())

/** Opens a page as WeChat does: made, loaded, shown. */
async function open(path: string, query: object = {}): Promise<RenderedUnit> {
  page = simulator.render(path)
  call('onLoad', query)
  call('onShow')
  await simulator.settle()
  return page
}
function call(method: string, ...args: unknown[]): void {
  const handler = page?.instance[method]
  if (typeof handler === 'function') handler.apply(page?.instance, args)
}

describe('the rooms page', () => {
  it('shows what can be watched, two to a row, and opens a room', async () => {
    answer = () => ({ data: aPage([roomNumber(1), roomNumber(2, { status: 'interrupted' })]) })
    const rooms = await open('pages/rooms/rooms')
    expect(asked).toEqual(['POST /v1/sessions', 'GET /v1/rooms?status=live&status=interrupted&limit=20'])
    for (const text of ['第 1 间', '直播中', '第 2 间', '即将回来', '没有更多直播了'])
      expect(textOf(rooms)).toContain(text)
    expect(rooms.querySelectorAll('.rooms__cell')).toHaveLength(2)
    call('onOpen', { detail: { roomId: roomNumber(1).id } })
    expect(opened).toEqual([`/pages/player/player?room=${roomNumber(1).id}`])
  })

  it('goes on at the end of a page', async () => {
    answer = (path) => ({
      data: path.includes('cursor=c1') ? aPage([roomNumber(2)]) : aPage([roomNumber(1)], 'c1'),
    })
    const rooms = await open('pages/rooms/rooms')
    call('onReachBottom')
    await simulator.settle()
    expect(textOf(rooms)).toContain('第 2 间')
  })

  it('invites to go live when nobody is', async () => {
    answer = () => ({ data: aPage([]) })
    const rooms = await open('pages/rooms/rooms')
    expect(textOf(rooms)).toContain('现在还没有直播')
    expect(textOf(rooms)).toContain('我来开播')
  })

  it('says that the server is out of reach, and loads after the retry', async () => {
    answer = () => 'no answer'
    const rooms = await open('pages/rooms/rooms')
    expect(textOf(rooms)).toContain('连接不上服务器')
    answer = () => ({ data: aPage([roomNumber(1)]) })
    call('onRetry')
    await simulator.settle()
    expect(textOf(rooms)).toContain('第 1 间')
  })
})

describe('the player page', () => {
  const room = aRoom()
  const urls = {
    playable: true,
    flv: 'https://play.example/live/a.flv?sign',
    rtmp: 'rtmp://play.example/live/a?sign',
    expiresAt: '2999-01-01T00:00:00.000Z',
    hls: { url: 'https://play.example/live/a.m3u8', expiresAt: '2999-01-01T00:00:00.000Z' },
  }
  const code = async (value: number): Promise<void> => {
    page?.querySelector('.player__picture')?.dispatchEvent('statechange', { detail: { code: value } })
    await simulator.settle()
  }
  const openRoom = async (playUrls: object, known = room): Promise<RenderedUnit> => {
    answer = (path) => ({ data: path.endsWith('/play-urls') ? playUrls : known })
    return open('pages/player/player', { room: room.id })
  }

  it('asks for play URLs, gives one to the tag, and shows the picture once it is there', async () => {
    const player = await openRoom(urls)
    expect(asked).toContain(`POST /v1/rooms/${room.id}/play-urls`)
    expect(player.instance.data.src).toBe(urls.flv)
    expect(player.querySelector('.player__poster')).toBeDefined()
    await code(2004)
    expect(player.querySelector('.player__poster')).toBeUndefined()
    expect(textOf(player)).toContain('直播中')
  })

  it('lays a spinner over the picture on 2007 and never takes the picture away', async () => {
    const player = await openRoom(urls)
    await code(2004)
    await code(2007)
    expect(player.querySelector('.player__picture')).toBeDefined()
    expect(player.querySelector('.player__center')).toBeDefined()
    expect(player.querySelector('.player__poster')).toBeUndefined()
    expect(player.instance.data.slate).toBeNull()
    await code(2004)
    expect(player.querySelector('.player__center')).toBeUndefined()
  })

  it('takes an unknown code calmly', async () => {
    const player = await openRoom(urls)
    await code(2004)
    await code(99_999)
    expect(player.instance.data).toMatchObject({ slate: null, live: true })
  })

  it('shows how long the place of an absent broadcaster is kept', async () => {
    const until = new Date(Date.now() + 42_000).toISOString()
    const player = await openRoom({ playable: false, reason: 'interrupted', until })
    expect(textOf(player)).toMatch(/主播暂时离开了.*0:4\d/)
  })

  it('says that the stream has ended', async () => {
    const ended = aRoom({ status: 'ended', endedAt: '2026-11-22T12:10:00.000Z' })
    const player = await openRoom({ playable: false, reason: 'ended' }, ended)
    expect(textOf(player)).toContain('直播已结束直播时长10:00')
  })

  it('says of a room that only its window ended that its broadcaster may come back', async () => {
    const ended = aRoom({ status: 'ended', endReason: 'window', endedAt: '2026-11-22T12:10:00.000Z' })
    const player = await openRoom({ playable: false, reason: 'ended' }, ended)
    expect(textOf(player)).toContain('主播还没有回来')
    expect(textOf(player)).not.toContain('直播已结束')
  })

  it('says that a room of a broken link does not exist, without asking', async () => {
    answer = () => 'no answer'
    const player = await open('pages/player/player', { room: 'nonsense' })
    expect(textOf(player)).toContain('这个直播间不存在')
    expect(asked).toEqual([])
  })

  it('listens to nothing any more once it has gone', async () => {
    const player = await openRoom(urls)
    expect(listeners.size).toBe(1)
    player.detach()
    page = undefined
    expect(listeners.size).toBe(0)
  })

  it('says that the service is out of reach, not the network', async () => {
    answer = () => 'no answer'
    expect(textOf(await open('pages/player/player', { room: room.id }))).toContain('服务暂时连不上')
  })
})
