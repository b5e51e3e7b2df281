import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Phone } from '../support/phone.ts'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'

const ENDS = ['直播已结束', '主播还没有回来']
const BREAKS = ['画面中断，正在为你恢复', '主播暂时离开了']

const endsSeenBy = async (viewer: Phone): Promise<string[]> =>
  (await viewer.hasSeen()).filter((text) => ENDS.includes(text))

let world: PreviewKaibo
beforeAll(async () => {
  world = await startPreviewKaibo()
})
afterEach(() => expect(world.browser.errors).toEqual([]))
afterAll(() => world?.stop())

describe('a broadcaster with two phones, and a viewer', () => {
  let first: Phone
  let second: Phone
  let viewer: Phone
  let round = 0

  beforeEach(async () => {
    round += 1
    const title = `两台手机 ${round}`
    first = await world.phone(`anchor-${round}`)
    await first.goLive(title)
    viewer = await world.phone(`viewer-${round}`)
    await viewer.openRooms()
    await viewer.tap(title)
    await viewer.plays()
    await viewer.watchFor([...ENDS, ...BREAKS])
    second = await world.phone(`anchor-${round}&device=2`)
    await second.askToContinue()
  })
  afterEach(async () => {
    for (const phone of [first, second, viewer]) await phone.close()
  })

  test('the second one is told that the first is live, and cuts nothing by itself', async () => {
    await second.sees('另一台设备正在直播')
    await second.screenshot('busy-elsewhere')
    expect(await second.codes()).not.toContain(1002)
    await viewer.plays()
    await second.tap('返回首页')
    await second.onPage('pages/home/home')
    expect(await viewer.hasSeen()).toEqual([])
    expect((await first.codes()).filter((code) => code < 0)).toEqual([])
  })

  test('it takes over when its broadcaster says so: the first is told, viewers see a break and the picture, no end', async () => {
    await second.tap('接管直播')
    await second.seesCode(1002)
    await first.sees('直播已由另一台设备接管')
    await first.screenshot('taken-over')
    await viewer.sees('画面中断，正在为你恢复')
    await viewer.plays(30_000)

    await first.tap('接管直播')
    await first.sees('直播中')
    await second.sees('直播已由另一台设备接管')
    await viewer.plays(30_000)
    expect(await endsSeenBy(viewer)).toEqual([])
    const statuses = await viewer.read<{ to: string }[]>('rooms')
    expect(statuses.map(({ to }) => to)).not.toContain('ended')
  })

  test('what happened is told to the broadcaster, in words', async () => {
    await second.tap('接管直播')
    await second.seesCode(1002)
    await second.tap('发生了什么')
    await second.sees('这场直播发生了什么')
    await second.sees('另一台设备接管了直播')
    await second.screenshot('happenings')
    await second.page.emulateMedia({ colorScheme: 'dark' })
    await second.screenshot('happenings-dark')
    await second.tap('关闭')
    await second.sees('直播中')
  })
})
