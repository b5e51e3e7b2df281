import type { RoomList } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../../services/api-error.ts'
import { deferred, settle } from '../../testing/promises.ts'
import { aPage, roomNumber } from '../../testing/rooms.ts'
import { zh } from '../../text/zh.ts'
import { createRoomFeed, initialFeed, type RoomFeedView } from './room-feed.ts'

function feedOf(answers: (RoomList | Error | Promise<RoomList>)[]) {
  const asked: (string | undefined)[] = []
  const view: RoomFeedView = { ...initialFeed }
  const feed = createRoomFeed({
    texts: zh,
    render: (patch) => Object.assign(view, patch),
    listRooms: async (cursor) => {
      asked.push(cursor)
      const answer = answers.shift()
      if (answer instanceof Error) throw answer
      if (answer === undefined) throw new Error('asked more often than expected')
      return answer
    },
  })
  const titles = (): string[] => view.cards.map((card) => card.title)
  return { feed, view, asked, titles }
}

const down = new ApiFailure('unavailable', 'down')

describe('the room list', () => {
  it('goes on by cursor until the last page', async () => {
    const { feed, view, asked, titles } = feedOf([aPage([roomNumber(1)], 'c1'), aPage([roomNumber(2)])])
    await feed.refresh()
    expect(view).toMatchObject({ phase: 'ready', more: 'idle' })
    await feed.loadMore()
    expect(titles()).toEqual(['第 1 间', '第 2 间'])
    expect(view.more).toBe('end')
    await feed.loadMore()
    expect(asked).toEqual([undefined, 'c1'])
  })

  it('loads one page however often the end is reached', async () => {
    const next = deferred<RoomList>()
    const { feed, asked } = feedOf([aPage([roomNumber(1)], 'c1'), next.promise])
    await feed.refresh()
    void feed.loadMore()
    void feed.loadMore()
    next.resolve(aPage([roomNumber(2)]))
    await settle()
    expect(asked).toEqual([undefined, 'c1'])
  })

  it('shows a room once when it moved between two pages, as the newer answer knows it', async () => {
    const renamed = roomNumber(1, { title: '改名了', version: 9 })
    const { feed, titles } = feedOf([aPage([roomNumber(1)], 'c1'), aPage([renamed, roomNumber(2)])])
    await feed.refresh()
    await feed.loadMore()
    expect(titles()).toEqual(['改名了', '第 2 间'])
  })

  it('says that nobody is live', async () => {
    const { feed, view } = feedOf([aPage([])])
    await feed.refresh()
    expect(view.phase).toBe('empty')
  })

  it('shows an error by its code when there is nothing else to show', async () => {
    const { feed, view } = feedOf([down, aPage([roomNumber(1)])])
    expect(await feed.refresh()).toBe(false)
    expect(view).toMatchObject({ phase: 'error', failure: zh.failures.unavailable })
    expect(await feed.refresh()).toBe(true)
    expect(view).toMatchObject({ phase: 'ready', failure: '' })
  })

  it('keeps the cards when a refresh fails', async () => {
    const { feed, view, titles } = feedOf([aPage([roomNumber(1)]), down])
    await feed.refresh()
    expect(await feed.refresh()).toBe(false)
    expect(titles()).toEqual(['第 1 间'])
    expect(view.phase).toBe('ready')
  })

  it('offers the next page again when it failed', async () => {
    const { feed, view, titles } = feedOf([aPage([roomNumber(1)], 'c1'), down, aPage([roomNumber(2)])])
    await feed.refresh()
    await feed.loadMore()
    expect(view.more).toBe('failed')
    await feed.loadMore()
    expect(titles()).toEqual(['第 1 间', '第 2 间'])
  })

  it('drops a page that was asked for before a refresh', async () => {
    const late = deferred<RoomList>()
    const { feed, titles } = feedOf([aPage([roomNumber(1)], 'c1'), late.promise, aPage([roomNumber(5)])])
    await feed.refresh()
    void feed.loadMore()
    await feed.refresh()
    late.resolve(aPage([roomNumber(2)]))
    await settle()
    expect(titles()).toEqual(['第 5 间'])
  })
})
