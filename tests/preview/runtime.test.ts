import { type Preview, startPreview } from '@kaibo/preview'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeApp } from '../../apps/preview/src/testing/fixture-app.ts'
import { until } from '../support/poll.ts'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
]

let preview: Preview
let removeApp: () => Promise<void>
let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  const { folder, remove } = await writeApp()
  removeApp = remove
  // Port 9 (discard): no API.
  preview = await startPreview({
    host: '127.0.0.1',
    port: 0,
    miniprogramDist: folder,
    apiUrl: 'http://127.0.0.1:9',
  })
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
})
afterAll(async () => {
  await browser?.close()
  await preview?.stop()
  await removeApp?.()
})

beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  page = await context.newPage()
  faults = []
  page.on('pageerror', ({ message }) => faults.push(message))
  await page.goto(`${preview.address}/phone/?user=viewer`)
  await page.waitForFunction('window.__preview?.ready')
})
afterEach(() => page?.context().close())

const hook = <Result>(expression: string) => page.evaluate<Result>(`window.__preview.${expression}`)
const tap = (name: string) => page.getByRole('button', { name, exact: true }).click()
const shown = (text: string) => page.getByText(text, { exact: true }).waitFor({ timeout: 3_000 })
const data = <Value>(name: string) => hook<Value>(`top().data.${name}`)

test('a tap runs the page’s handler, and setData reaches text, wxs and components', async () => {
  await tap('Add')
  await shown('taps: 1')
  await page.getByText('badge 1').click()
  await shown('taps: 2')
  expect(await data('n')).toBe(2)
  expect(faults).toEqual([])
})

test('a finger taps like a mouse, and a key on a button too', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, hasTouch: true })
  const touched = await context.newPage()
  await touched.goto(`${preview.address}/phone/?user=viewer`)
  await touched.getByRole('button', { name: 'Add' }).tap()
  await touched.getByRole('button', { name: 'Add' }).press('Enter')
  await touched.getByText('taps: 2', { exact: true }).waitFor({ timeout: 3_000 })
  await context.close()
})

test('what a phone does not have is undefined in a page’s script', async () => {
  expect(await data('browser')).toBe('undefinedundefined')
})

test('model:value carries what is typed into the page’s data', async () => {
  await page.getByPlaceholder('Name').fill('Li')
  await shown('Li||')
  expect(await data('text')).toBe('Li')
})

test('a page opens above with its query, its lifecycle and its channel, and goes back', async () => {
  await tap('Open')
  await shown('detail 7: load show ready')
  expect(await hook('pages().map((page) => page.route)')).toEqual(['pages/home/home', 'pages/detail/detail'])
  expect(await hook('top().query')).toEqual({ id: '7' })
  await page.getByRole('button', { name: '返回 Back' }).click()
  await shown('||from detail')
  expect(await hook('pages().length')).toBe(1)
  expect(faults).toEqual([])
})

test('the background hides the page on top and the foreground shows it again', async () => {
  await tap('Open')
  await shown('detail 7: load show ready')
  await hook('setForeground(false)')
  await hook('setForeground(true)')
  expect(await data('steps')).toBe('load show ready hide show')
})

test('pulling a page down refreshes it', async () => {
  await tap('Open')
  await shown('detail 7: load show ready')
  await page.waitForTimeout(400)
  await page.mouse.move(180, 200)
  await page.mouse.down()
  await page.mouse.move(180, 420, { steps: 5 })
  await page.mouse.up()
  await shown('detail 7: load show ready refresh')
})

test('a modal is answered by a click inside the phone', async () => {
  await tap('Ask')
  await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: '确定' }).click()
  await shown('|yes|')
})

test('an API that is not implemented throws loudly', async () => {
  await tap('Missing')
  await until(() => (faults.length > 0 ? true : undefined), { what: 'an uncaught error' })
  expect(faults[0]).toBe('wx.openBluetoothAdapter is not implemented in the preview')
  expect(await hook<string[]>('errors')).toContainEqual(expect.stringContaining('wx.openBluetoothAdapter'))
})

test('what a page throws is an uncaught error', async () => {
  await tap('Throw')
  await until(() => (faults.length > 0 ? true : undefined), { what: 'an uncaught error' })
  expect(faults).toEqual(['thrown by the page'])
})

test('a call goes to the preview’s own /v1; the log has it without its token', async () => {
  await tap('Call')
  await shown('|502|')
  expect(await hook('calls')).toMatchObject([{ method: 'GET', path: '/v1/rooms?token=•••', status: 502 }])
})

test('a cut network fails calls as a phone does', async () => {
  await hook('setOnline(false)')
  await tap('Call')
  await shown('|request:fail net::ERR_INTERNET_DISCONNECTED|')
  await hook('setOnline(true)')
})

test('two users of one browser share no storage', async () => {
  await hook("wx.setStorageSync('name', 'viewer')")
  await page.goto(`${preview.address}/phone/?user=anchor`)
  await page.waitForFunction('window.__preview?.ready')
  expect(await hook("wx.getStorageSync('name')")).toBe('')
})

test('rpx, the page’s own height and WeChat’s button width are a phone’s', async () => {
  const box = (selector: string) =>
    page.evaluate<{ width: number; height: number }>(
      `(({ width, height }) => ({ width, height }))(document.querySelector('${selector}').getBoundingClientRect())`,
    )
  expect((await box('.box')).width).toBeCloseTo(187.5)
  expect((await box('.components-badge-badge--badge')).height).toBeCloseTo(724)
  expect((await box('page button')).width).toBe(184)
})
