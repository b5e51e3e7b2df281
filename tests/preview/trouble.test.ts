import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'

// Each trouble ends in a page that says what to do.
let world: PreviewKaibo
let clockOffsetMs = 0
beforeAll(async () => {
  world = await startPreviewKaibo({ clock: () => Date.now() + clockOffsetMs })
})
afterEach(() => expect(world.browser.errors).toEqual([]))
afterAll(() => world?.stop())

test.each(['scope.camera', 'scope.record'])('%s refused: the way to the settings', async (scope) => {
  const phone = await world.phone(`refuser-${scope.slice(6)}`)
  await phone.hook(`setScope('scope.camera', true)`)
  await phone.hook(`setScope('scope.record', true)`)
  await phone.hook(`setScope('${scope}', false)`)
  await phone.tap('我是主播')
  await phone.sees('还没有允许使用相机或麦克风')
  await phone.sees('去设置')
  await phone.screenshot(`refused-${scope.slice(6)}`)
  await phone.close()
})

test.each(['camera', 'microphone'])(
  '%s refused by the system: the way to the system settings',
  async (device) => {
    const phone = await world.phone(`system-${device}`)
    await phone.hook(`setSystem('${device}', false)`)
    await phone.tap('我是主播')
    await phone.tapIfThere('允许使用')
    await phone.sees('手机没有允许微信使用相机或麦克风')
    await phone.sees('打开系统设置')
    await phone.screenshot(`system-${device}`)
    await phone.close()
  },
)

test('a room that does not exist: said so, with the way back', async () => {
  const phone = await world.phone('lost')
  await phone.openRooms()
  await phone.hook(`wx.navigateTo({ url: '/pages/player/player?id=room_00000000000000000000' })`)
  await phone.sees('这个直播间不存在')
  await phone.screenshot('gone')
  await phone.tap('返回列表')
  await phone.onPage('pages/rooms/rooms')
  await phone.close()
})

test('an expired play URL: checked with the server and replaced, until the picture moves', async () => {
  await world.clipRoom('会过期')
  const phone = await world.phone('late')
  await phone.openRooms()
  clockOffsetMs = -3_600_000
  await phone.tap('会过期')
  await phone.seesCode(-2301)
  await phone.screenshot('expired')
  clockOffsetMs = 0
  await phone.plays(30_000)
  await phone.close()
})

test('the API down: the list says so and loads when it is asked again', async () => {
  await world.clipRoom('等你回来')
  const phone = await world.phone('early')
  await world.withoutApi(async () => {
    await phone.tap('我是观众')
    await phone.sees('直播列表没有加载出来')
    await phone.screenshot('api-down')
  })
  await phone.tap('重新加载')
  await phone.sees('等你回来')
  await phone.close()
})
