import type { Frame, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { keepScreenshot } from '../support/phone.ts'
import { until } from '../support/poll.ts'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'

const worlds: PreviewKaibo[] = []
afterAll(() => Promise.all(worlds.map((world) => world.stop())))

const frameOf = (page: Page, user: string): Promise<Frame> =>
  until(() => page.frames().find((frame) => frame.url().includes(`user=${user}`)), {
    what: `the phone of ${user}`,
  })

const tap = (frame: Frame, text: string) =>
  frame
    .getByLabel(text, { exact: true })
    .or(frame.getByText(text, { exact: true }))
    .locator('visible=true')
    .last()
    .click()

test.each([
  ['its camera', true, 'two-phones-camera'],
  ['the demo clip, where there is no camera', false, 'two-phones'],
] as const)(
  'one phone broadcasts %s, the other watches it, and the panel tells what happens',
  async (_, hasCamera, picture) => {
    const world = await startPreviewKaibo({}, { hasCamera })
    worlds.push(world)
    const page = await world.browser.newPage()
    await page.goto(world.preview.address)
    const anchor = await frameOf(page, 'anchor')
    const viewer = await frameOf(page, 'viewer')

    await tap(anchor, '我是主播')
    await anchor.evaluate(`window.__preview.setScope('scope.camera', true)`)
    await anchor.evaluate(`window.__preview.setScope('scope.record', true)`)
    await tap(anchor, '允许使用')
    await anchor.getByPlaceholder('给这场直播起个标题').fill('晚八点 · 新品开箱')
    await keepScreenshot(page, `${picture}-before`)
    await tap(anchor, '开播')
    await page.getByText('push-began').first().waitFor()

    await tap(viewer, '我是观众')
    await tap(viewer, '晚八点 · 新品开箱')
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
