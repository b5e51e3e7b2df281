import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Phone } from '../support/phone.ts'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'

let world: PreviewKaibo
beforeAll(async () => {
  // The build as one develops it; `npm run check:official` runs these flows on WeChat's own ES5 output.
  world = await startPreviewKaibo({}, { minify: false })
})
afterEach(() => expect(world.browser.errors).toEqual([]))
afterAll(() => world?.stop())

test('a viewer finds a live room in the list, a tap plays it, and the picture moves', async () => {
  await world.clipRoom('时钟')
  const viewer = await world.phone('viewer')
  await viewer.screenshot('home')
  await viewer.openRooms()
  await viewer.screenshot('rooms')
  await viewer.tap('时钟')
  await viewer.plays()
  expect(await viewer.codes()).toEqual(expect.arrayContaining([2001, 2002, 2004, 2032]))
  await viewer.screenshot('player')
  await viewer.close()
})

describe('a broadcaster with a camera and a viewer', () => {
  let broadcaster: Phone
  let viewer: Phone
  let title: string
  let round = 0

  beforeEach(async () => {
    round += 1
    title = `相机直播 ${round}`
    broadcaster = await world.phone(`anchor-${round}`)
    await broadcaster.goLive(title)
    viewer = await world.phone(`viewer-${round}`)
    await viewer.openRooms()
    await viewer.tap(title)
    await viewer.plays()
  })
  afterEach(async () => {
    await broadcaster.close()
    await viewer.close()
  })

  test('killed, asked, back: the dialog is confirmed and the picture moves again', async () => {
    await broadcaster.screenshot('pusher')
    await broadcaster.close()
    await viewer.sees('主播暂时离开了')
    await viewer.seesDialog('重新播放')
    await viewer.screenshot('away')
    broadcaster = await world.phone(`anchor-${round}`)
    await broadcaster.continueLive()
    await viewer.tap('重新播放')
    await viewer.plays()
  })

  test('killed, and the viewer leaves: the dialog is cancelled and the list is there', async () => {
    await broadcaster.close()
    await viewer.seesDialog('返回列表')
    await viewer.tap('返回列表')
    await viewer.onPage('pages/rooms/rooms')
  })

  test('ended by the broadcaster: the viewer is told that it is over, and no URL is left', async () => {
    await broadcaster.tap('结束直播')
    await broadcaster.seesDialog('继续直播')
    await broadcaster.tap('结束直播')
    await broadcaster.sees('直播已结束')
    await broadcaster.screenshot('pusher-ended')
    await viewer.sees('直播已结束')
    await viewer.screenshot('player-ended')
  })
})
