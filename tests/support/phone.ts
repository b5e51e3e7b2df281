import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { until } from './poll.ts'

/** One phone of the preview in a tab of its own, used as a person uses it: by what stands on the screen. */
export class Phone {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  /** @param owner the user, or the user and which of their phones: `anchor` or `anchor&device=2` */
  static async open(page: Page, preview: string, owner: string): Promise<Phone> {
    await page.setViewportSize({ width: 375, height: 812 })
    await page.goto(`${preview}/phone/?user=${owner}`)
    const phone = new Phone(page)
    await until(async () => ((await phone.read('ready')) ? true : undefined), { what: 'the first page' })
    return phone
  }

  /** Taps what carries this text or label; waits for it to be there. */
  tap(text: string): Promise<void> {
    return this.#find(text).click()
  }

  /** Taps and says when, by the page's own clock. */
  async tapAt(text: string): Promise<number> {
    const target = this.#find(text)
    await target.waitFor()
    const atMs = await this.page.evaluate<number>('Date.now()')
    await target.click()
    return atMs
  }

  async tapIfThere(text: string): Promise<void> {
    const target = this.#find(text)
    if (
      await target.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      )
    )
      await target.click()
  }

  /** The topmost one: a dialog's button covers the page's. */
  #find(text: string): Locator {
    const labelled = this.page.getByLabel(text, { exact: true })
    return labelled
      .or(this.page.getByText(text, { exact: true }))
      .locator('visible=true')
      .last()
  }

  async type(placeholder: string, text: string): Promise<void> {
    await this.page.getByPlaceholder(placeholder).locator('visible=true').fill(text)
  }

  sees(text: string, timeoutMs = 20_000): Promise<void> {
    return this.page.getByText(text).locator('visible=true').first().waitFor({ timeout: timeoutMs })
  }

  /** Waits for a dialog with this button. */
  async seesDialog(button: string): Promise<void> {
    await this.page.getByRole('dialog').getByText(button, { exact: true }).waitFor({ timeout: 20_000 })
  }

  async openRooms(): Promise<void> {
    await this.tap('我是观众')
    await this.onPage('pages/rooms/rooms')
  }

  /** From home to a running push, with both permissions given beforehand. */
  async goLive(title: string): Promise<void> {
    await this.#openPusher()
    await this.type('给这场直播起个标题', title)
    await this.tap('开播')
    await this.seesCode(1002)
  }

  /** Takes up the broadcast that was cut off. */
  async continueLive(): Promise<void> {
    await this.askToContinue()
    await this.seesCode(1002)
  }

  /** As `continueLive`, whatever comes of it. */
  async askToContinue(): Promise<void> {
    await this.#openPusher()
    await this.tap('继续上次的直播')
  }

  async #openPusher(): Promise<void> {
    await this.hook(`setScope('scope.camera', true)`)
    await this.hook(`setScope('scope.record', true)`)
    await this.tap('我是主播')
    await this.onPage('pages/pusher/pusher')
  }

  /** From now on notes every one of these texts that comes on the screen, however shortly. */
  async watchFor(texts: readonly string[]): Promise<void> {
    await this.page.evaluate(`{
      const texts = ${JSON.stringify(texts)}
      window.__seen = new Set()
      const look = () => {
        for (const text of texts) if (document.body.innerText.includes(text)) window.__seen.add(text)
      }
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
      look()
    }`)
  }

  /** Which of the texts that were watched for have been on the screen. */
  async hasSeen(): Promise<string[]> {
    return this.page.evaluate('[...window.__seen]')
  }

  /** Calls the preview's hook. */
  async hook(call: string): Promise<void> {
    await this.page.evaluate(`void window.__preview.${call}`)
  }

  route(): Promise<string> {
    return this.page.evaluate('window.__preview.top().route')
  }

  onPage(route: string): Promise<true> {
    return until(async () => ((await this.route()) === route ? true : undefined), { what: `page ${route}` })
  }

  /** Everything of the preview's hook that is data. */
  read<Value>(name: string): Promise<Value> {
    return this.page.evaluate(`window.__preview?.${name}`)
  }

  /** Seconds that the picture has played; undefined while there is none. */
  playedSeconds(): Promise<number | undefined> {
    return this.page.evaluate(
      `[...document.querySelectorAll('video')].find((video) => video.readyState >= 2)?.currentTime`,
    )
  }

  /** Resolves when the picture moves. */
  async plays(timeoutMs = 15_000): Promise<void> {
    const first = await until(() => this.playedSeconds(), { what: 'a picture', timeoutMs })
    await until(async () => (((await this.playedSeconds()) ?? 0) > first + 0.3 ? true : undefined), {
      what: 'a moving picture',
      timeoutMs,
    })
  }

  codeEntries(): Promise<{ code: number; at: number }[]> {
    return this.read('codes')
  }

  /** The state codes so far, oldest first. */
  async codes(): Promise<number[]> {
    return (await this.codeEntries()).map(({ code }) => code)
  }

  /** Waits for a state code after the first `skip` ones. */
  seesCode(code: number, skip = 0): Promise<{ code: number; at: number }> {
    return until(async () => (await this.codeEntries()).slice(skip).find((entry) => entry.code === code), {
      what: `state code ${code}`,
      timeoutMs: 20_000,
    })
  }

  screenshot(name: string): Promise<void> {
    return keepScreenshot(this.page, name)
  }

  async close(): Promise<void> {
    await this.page.close()
  }
}

const SCREENSHOTS = fileURLToPath(new URL('../preview/screenshots', import.meta.url))

/** What must have come to rest before a picture is taken; a spinner never does. */
const MOVES_THAT_END = `Promise.all(document.getAnimations()
  .filter((animation) => animation.effect?.getTiming().iterations !== Infinity)
  .map((animation) => animation.finished.catch(() => undefined)))`

/** Keeps a picture of the screen, to be looked at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true })
  await Promise.all(page.frames().map((frame) => frame.evaluate(MOVES_THAT_END)))
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` })
}
