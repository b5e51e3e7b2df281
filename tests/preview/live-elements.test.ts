import { type Sandbox, txSecret } from '@kaibo/sandbox'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BarePage, serveBarePage } from '../../apps/preview/src/runtime/live/testing/serve-bare-page.ts'
import { probeCodecs } from '../support/ffmpeg.ts'
import { keys } from '../support/keys.ts'
import { until } from '../support/poll.ts'
import { startTestSandbox } from '../support/sandbox.ts'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
]

let sandbox: Sandbox
let bare: BarePage
let browser: Browser

beforeAll(async () => {
  const started = [startTestSandbox(), serveBarePage()] as const
  sandbox = await started[0]
  bare = await started[1]
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
})
afterAll(async () => {
  await browser?.close()
  await bare?.close()
  await sandbox?.stop()
})

/** `rtmp://` as a page gets it from the API; the tags themselves find the way for a browser. */
function signedUrl(name: string, key: string): string {
  const txTime = Math.floor(Date.now() / 1000 + 3_600).toString(16)
  return `${sandbox.addresses.rtmp}/live/${name}?txSecret=${txSecret(key, name, txTime)}&txTime=${txTime}`
}

async function openPage() {
  const page = await browser.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${bare.address}/?media=${encodeURIComponent(sandbox.addresses.media)}`)
  return { page, faults, phone: phoneOn(page) }
}

const phoneOn = (page: Page) => {
  const call = <Result>(method: string, ...args: unknown[]) =>
    page.evaluate<Result>(`bare.${method}(...${JSON.stringify(args)})`)
  return {
    call,
    codes: (id: string) => call<number[]>('codes', id),
    seen: (id: string, code: number) =>
      until(async () => ((await call<number[]>('codes', id)).includes(code) ? true : undefined), {
        what: `state code ${code} of ${id}`,
        everyMs: 50,
      }),
  }
}

/** A busy machine may let the picture wait at any moment: 2007, and 2004 when it goes on. */
const withoutStalls = (codes: readonly number[]) =>
  codes.filter((code, index) => code !== 2007 && !(code === 2004 && codes[index - 1] === 2007))

test("a browser's camera reaches viewers as H.264 and AAC, and its end reaches them as a phone tells it", async () => {
  const { phone, faults, page } = await openPage()
  await phone.call('mount', 'pusher', 'pusher', { url: signedUrl('camera', keys.push), autopush: true })
  await phone.seen('pusher', 1002)
  expect((await phone.codes('pusher')).toSorted()).toEqual([1001, 1002, 1003, 1007, 1008])
  expect((await phone.codes('pusher')).at(-1)).toBe(1002)

  const flv = signedUrl('camera', keys.play)
    .replace(sandbox.addresses.rtmp, sandbox.addresses.media)
    .replace('?', '.flv?')
  const codecs = probeCodecs(flv)

  await phone.call('mount', 'player', 'player', { src: signedUrl('camera', keys.play), autoplay: true })
  await phone.seen('player', 2032)
  expect(await phone.codes('player')).toEqual([2001, 2002, 2009, 2003, 2004, 2032])
  await until(async () => ((await phone.call<number>('time', 'player')) > 1 ? true : undefined), {
    what: 'playback past one second',
  })
  expect(await page.evaluate('bare.video("player").videoHeight')).toBe(640)
  expect(await codecs).toEqual(['aac', 'h264'])

  await phone.call('invoke', 'pusher', 'stop')
  await phone.seen('player', -2301)
  expect(withoutStalls(await phone.codes('player')).slice(6)).toEqual([2103, 2103, 2103, -2301])
  expect((await phone.codes('pusher')).at(-1)).toBe(1002)
  expect(faults).toEqual([])
})

test('refused URLs fail as on a phone: after three tries, on both sides', async () => {
  const { phone, faults } = await openPage()
  await phone.call('mount', 'player', 'player', { src: signedUrl('refused', 'another key'), autoplay: true })
  await phone.call('mount', 'pusher', 'pusher', { url: signedUrl('refused', 'another key'), autopush: true })
  await phone.seen('player', -2301)
  expect(await phone.codes('player')).toEqual([2103, 2103, 2103, -2301])
  const pusherCodes = (await phone.codes('pusher')).filter((code) => ![1003, 1007, 1008].includes(code))
  expect(pusherCodes).toEqual([3004, 1102, 1102, 1102, -1307])
  expect(faults).toEqual([])
})

test('a push that the network cuts for a moment goes on, for its viewers too', async () => {
  const { phone } = await openPage()
  await phone.call('mount', 'pusher', 'pusher', { url: signedUrl('cut', keys.push), autopush: true })
  await phone.seen('pusher', 1002)
  await phone.call('mount', 'player', 'player', { src: signedUrl('cut', keys.play), autoplay: true })
  await phone.seen('player', 2032)
  await phone.call('setOnline', false)
  await phone.call('setOnline', true)
  const again = (id: string, code: number) =>
    until(
      async () => ((await phone.codes(id)).filter((seen) => seen === code).length === 2 ? true : undefined),
      {
        what: `a second ${code} of ${id}`,
      },
    )
  await again('player', 2032)
  expect((await phone.codes('pusher')).slice(-4)).toEqual([3005, 1102, 1001, 1002])
  expect(withoutStalls(await phone.codes('player')).slice(6)).toEqual([
    2103, 2001, 2002, 2009, 2003, 2004, 2032,
  ])
})
