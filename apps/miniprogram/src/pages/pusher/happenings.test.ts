import type { Timeline } from '@kaibo/live-core'
import { describe, expect, it } from 'vitest'
import { ApiFailure } from '../../services/api-error.ts'
import { deferred } from '../../testing/promises.ts'
import { zh } from '../../text/zh.ts'
import { createHappenings, type HappeningsView } from './happenings.ts'

const timeline: Timeline = {
  items: [
    {
      at: '2026-11-22T12:00:00.000Z',
      type: 'room.created',
      status: 'waiting',
      text: { zh: '已创建', en: 'Opened' },
    },
    {
      at: '2026-11-22T12:00:07.500Z',
      type: 'push.started',
      status: 'live',
      text: { zh: '收到推流', en: 'Began' },
    },
    {
      at: '2026-11-22T12:04:00.000Z',
      type: 'push.ended',
      status: 'interrupted',
      text: { zh: '中断', en: 'Broke' },
    },
    {
      at: '2026-11-22T12:05:00.000Z',
      type: 'room.ended',
      status: 'ended',
      text: { zh: '结束', en: 'Over' },
    },
  ],
}

function sheetWith(answer: () => Promise<Timeline>, language: 'zh' | 'en' = 'zh') {
  const views: (HappeningsView | null)[] = []
  const happenings = createHappenings({
    rooms: { timeline: answer },
    language,
    texts: zh,
    render: (view) => views.push(view),
  })
  return { happenings, views, last: () => views[views.length - 1] }
}

describe('what happened', () => {
  it('is told newest first, in the language of the phone, with how the room stood from then on', async () => {
    const { happenings, views, last } = sheetWith(async () => timeline)
    await happenings.open('room')
    expect(views[0]).toEqual({ rows: [], note: zh.pusher.happenedLoading, retry: '' })
    expect(last()?.rows.map(({ text, tone }) => [text, tone])).toEqual([
      ['结束', 'over'],
      ['中断', 'warning'],
      ['收到推流', 'good'],
      ['已创建', 'plain'],
    ])
    for (const { time } of last()?.rows ?? []) expect(time).toMatch(/^\d\d:\d\d:\d\d$/)
    const english = sheetWith(async () => timeline, 'en')
    await english.happenings.open('room')
    expect(english.last()?.rows[0]?.text).toBe('Over')
  })

  it('says when there is nothing', async () => {
    const { happenings, last } = sheetWith(async () => ({ items: [] }))
    await happenings.open('room')
    expect(last()).toEqual({ rows: [], note: zh.pusher.happenedEmpty, retry: '' })
  })

  it('says why it cannot be had, and offers another try', async () => {
    const { happenings, last } = sheetWith(() => Promise.reject(new ApiFailure('unavailable', 'down')))
    await happenings.open('room')
    expect(last()).toEqual({ rows: [], note: zh.failures.unavailable, retry: zh.pusher.happenedRetry })
  })

  it('does not come back after it was closed', async () => {
    const answer = deferred<Timeline>()
    const { happenings, last } = sheetWith(() => answer.promise)
    const opened = happenings.open('room')
    happenings.close()
    answer.resolve(timeline)
    await opened
    expect(last()).toBeNull()
  })
})
