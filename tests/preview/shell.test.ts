import { afterAll, expect, test } from 'vitest'
import { keepScreenshot } from '../support/phone.ts'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'
import { Shell } from '../support/shell.ts'

const worlds: PreviewKaibo[] = []
afterAll(() => Promise.all(worlds.map((world) => world.stop())))

test.each([
  ['its camera', true, 'two-phones-camera'],
  ['the demo clip, where there is no camera', false, 'two-phones'],
] as const)(
  'one phone broadcasts %s, the other watches it, and the panel tells what happens',
  async (_, hasCamera, picture) => {
    const world = await startPreviewKaibo({}, { hasCamera })
    worlds.push(world)
    const page = await world.browser.newPage()
    const shell = await Shell.open(page, world.preview.address)
    const { anchor, viewer } = shell

    await shell.tap(anchor, '我是主播')
    await anchor.evaluate(`window.__preview.setScope('scope.camera', true)`)
    await anchor.evaluate(`window.__preview.setScope('scope.record', true)`)
    await shell.tap(anchor, '允许使用')
    await anchor.getByPlaceholder('给这场直播起个标题').fill('晚八点 · 新品开箱')
    await keepScreenshot(page, `${picture}-before`)
    await shell.tap(anchor, '开播')
    await page.getByText('push-began').first().waitFor()

    await shell.tap(viewer, '我是观众')
    await shell.tap(viewer, '晚八点 · 新品开箱')
    await page.getByText('first-frame-rendered').first().waitFor()
    await page.getByText('/play-urls').first().waitFor()
    await keepScreenshot(page, picture)

    const panel = await page.locator('body').innerText()
    expect(panel).not.toMatch(/txSecret=[0-9a-f]{32}/)
    expect(panel).not.toMatch(/Bearer [A-Za-z0-9_-]{43}/)
    expect(world.browser.errors).toEqual([])
    await page.close()
  },
)
