import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

/** Chromium with a profile of its own; its camera and microphone, where it has them, need nobody's permission. */
export type Browser = {
  newPage(): Promise<Page>
  /** Errors of pages that nobody caught. */
  errors: string[]
  close(): Promise<void>
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Nobody looks at a tab in a test: Chromium must not slow it down for that.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

export async function openBrowser({ hasCamera = true } = {}): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'kaibo-chromium-'))
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.KAIBO_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: hasCamera ? [...FLAGS, '--use-fake-device-for-media-stream'] : FLAGS,
    viewport: { width: 1440, height: 960 },
    locale: 'zh-CN',
  })
  const errors: string[] = []
  return {
    errors,
    async newPage() {
      const page = await context.newPage()
      page.on('pageerror', (error) => errors.push(String(error)))
      return page
    },
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
