// @vitest-environment jsdom
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildIntoTemporaryFolder } from './built-miniprogram.ts'
import { createSimulator, type RenderedUnit, textOf } from './simulator.ts'

let dist: ReturnType<typeof buildIntoTemporaryFolder>
let simulator: ReturnType<typeof createSimulator>
let unit: RenderedUnit | undefined
beforeAll(() => {
  dist = buildIntoTemporaryFolder()
  simulator = createSimulator(dist.path)
})
afterEach(() => {
  unit?.detach()
  unit = undefined
})
afterAll(() => dist?.remove())

/** Renders a component and listens to its events. */
async function show(name: string, properties: object, ...events: string[]) {
  const rendered = simulator.render(`components/${name}/${name}`, properties)
  unit = rendered
  const heard: [string, unknown][] = []
  for (const event of events) rendered.addEventListener(event, ({ detail }) => heard.push([event, detail]))
  await simulator.settle()
  const tap = async (selector: string): Promise<void> => {
    rendered.querySelector(selector)?.dispatchEvent('tap', { bubbles: true })
    await simulator.settle()
  }
  return { rendered, heard, tap }
}

describe('button', () => {
  it('raises press', async () => {
    const { rendered, heard, tap } = await show('button', { label: '开播' }, 'press')
    expect(textOf(rendered)).toBe('开播')
    await tap('.button')
    expect(heard.map(([event]) => event)).toEqual(['press'])
  })

  it.each([{ disabled: true }, { loading: true }])('raises nothing while %o', async (state) => {
    const { heard, tap } = await show('button', { label: '开播', ...state }, 'press')
    await tap('.button')
    expect(heard).toEqual([])
  })

  it('shows that it is loading in the place of its icon', async () => {
    const { rendered } = await show('button', { label: '开播', icon: 'broadcast', loading: true })
    expect(rendered.querySelector('.button__spinner')).toBeDefined()
    expect(rendered.querySelector('.button__icon')).toBeUndefined()
  })
})

describe('room-card', () => {
  const room = {
    id: 'room_1',
    title: '周末夜谈',
    broadcaster: '小林',
    coverUrl: '',
    tint: 3,
    initial: '周',
    badge: '直播中',
    tone: 'live',
    label: '进入直播间',
  }

  it('shows title, broadcaster and badge, and raises open with the room', async () => {
    const { rendered, heard, tap } = await show('room-card', { room }, 'open')
    for (const text of ['周末夜谈', '小林', '直播中', '周']) expect(textOf(rendered)).toContain(text)
    await tap('.card')
    expect(heard).toEqual([['open', { roomId: 'room_1' }]])
  })

  it('shows the cover when there is one, and no initial then', async () => {
    const { rendered } = await show('room-card', { room: { ...room, coverUrl: 'https://x/y.jpg' } })
    expect(rendered.querySelector('.card__image')).toBeDefined()
    expect(rendered.querySelector('.card__initial')).toBeUndefined()
  })
})

describe('empty-state', () => {
  it('has a button only when there is something to do', async () => {
    const { rendered } = await show('empty-state', { title: '现在还没有直播' })
    expect(rendered.querySelector('.empty__action')).toBeUndefined()
  })

  it("hands on its button's press", async () => {
    const { rendered, heard } = await show('empty-state', { title: 'a', action: '重新加载' }, 'press')
    rendered.querySelector('.empty__button')?.querySelector('.button')?.dispatchEvent('tap')
    await simulator.settle()
    expect(textOf(rendered)).toContain('重新加载')
    expect(heard.map(([event]) => event)).toEqual(['press'])
  })
})

describe('status-pill', () => {
  it('beats when live and shows a dot otherwise', async () => {
    const live = await show('status-pill', { label: '直播中', tone: 'live' })
    expect(live.rendered.querySelector('.pill__bars')).toBeDefined()
    live.rendered.detach()
    const away = await show('status-pill', { label: '即将回来', tone: 'warning', busy: true })
    expect(away.rendered.querySelector('.pill__bars')).toBeUndefined()
    expect(away.rendered.querySelector('.pill__dot--busy')).toBeDefined()
  })
})

describe('slate', () => {
  it('leaves out what it was not given', async () => {
    const { rendered } = await show('slate', { icon: 'clock', title: '主播暂时离开了' })
    expect(textOf(rendered)).toBe('主播暂时离开了')
    expect(rendered.querySelector('.slate__figure')).toBeUndefined()
  })

  it('shows a figure with what it is, and both buttons', async () => {
    const parts = {
      title: 'a',
      figure: '0:42',
      figureLabel: '为主播保留',
      primary: '重新播放',
      secondary: '返回列表',
    }
    const { rendered } = await show('slate', { icon: 'clock', ...parts })
    expect(textOf(rendered)).toBe('a 为主播保留 0:42 重新播放 返回列表'.replaceAll(' ', ''))
  })

  it('leads to something to read', async () => {
    const { heard, tap } = await show('slate', { icon: 'clock', title: 'a', link: '发生了什么' }, 'link')
    await tap('.slate__link')
    expect(heard.map(([event]) => event)).toEqual(['link'])
  })
})

describe('happenings', () => {
  const rows = [
    { key: 1, time: '20:04:07', text: '推流中断', tone: 'warning' },
    { key: 0, time: '20:00:00', text: '收到推流', tone: 'good' },
  ]

  it('tells rows in order, and closes', async () => {
    const { rendered, heard, tap } = await show('happenings', { title: '发生了什么', rows }, 'close')
    expect(textOf(rendered)).toMatch(/发生了什么.*20:04:07.*推流中断.*20:00:00.*收到推流/)
    expect(rendered.querySelectorAll('.sheet__row--warning')).toHaveLength(1)
    await tap('.sheet__close')
    await tap('.sheet__veil')
    expect(heard.map(([event]) => event)).toEqual(['close', 'close'])
  })

  it('says what is in the place of rows, and tries again', async () => {
    const parts = { title: 'a', note: '加载失败', retry: '重新加载' }
    const { rendered, heard } = await show('happenings', parts, 'retry')
    expect(textOf(rendered)).toContain('加载失败')
    rendered.querySelector('.sheet__retry')?.querySelector('.button')?.dispatchEvent('tap')
    await simulator.settle()
    expect(heard.map(([event]) => event)).toEqual(['retry'])
  })
})

describe('notice', () => {
  it('says one line, with a spinner while it goes on', async () => {
    const { rendered } = await show('notice', { text: '正在重连', busy: true })
    expect(textOf(rendered)).toBe('正在重连')
    expect(rendered.querySelector('.notice__spinner')).toBeDefined()
  })
})

describe('top-bar', () => {
  it("keeps clear of WeChat's capsule, and goes back", async () => {
    const { rendered, heard, tap } = await show('top-bar', { backLabel: '返回' }, 'back')
    expect(rendered.querySelector('.bar')?.dom.getAttribute('style')).toMatch(
      /padding-top: [1-9]\d*px; padding-right: [1-9]\d*px/,
    )
    await tap('.bar__back')
    expect(heard.map(([event]) => event)).toEqual(['back'])
  })
})
