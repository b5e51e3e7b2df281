import type { Frame, Page } from 'playwright-core'
import { until } from './poll.ts'

/** The preview's page with both phones and the panel, used as a person uses it. */
export class Shell {
  readonly page: Page
  readonly anchor: Frame
  readonly viewer: Frame

  private constructor(page: Page, anchor: Frame, viewer: Frame) {
    this.page = page
    this.anchor = anchor
    this.viewer = viewer
  }

  static async open(page: Page, preview: string): Promise<Shell> {
    await page.goto(preview)
    return new Shell(page, await frameOf(page, 'anchor'), await frameOf(page, 'viewer'))
  }

  /** Taps what carries this text or label on a phone: the topmost one, since a dialog's button covers the page's. */
  tap(frame: Frame, text: string): Promise<void> {
    return frame
      .getByLabel(text, { exact: true })
      .or(frame.getByText(text, { exact: true }))
      .locator('visible=true')
      .last()
      .click()
  }

  sees(frame: Frame, text: string, timeoutMs = 20_000): Promise<void> {
    return frame.getByText(text).locator('visible=true').first().waitFor({ timeout: timeoutMs })
  }

  /** One phone broadcasts under this title, the other watches. */
  async goLiveAndWatch(title: string): Promise<void> {
    const { anchor, viewer } = this
    await anchor.waitForFunction('window.__preview?.ready')
    await anchor.evaluate(`window.__preview.setScope('scope.camera', true)`)
    await anchor.evaluate(`window.__preview.setScope('scope.record', true)`)
    await this.tap(anchor, '我是主播')
    await anchor.getByPlaceholder('给这场直播起个标题').fill(title)
    await this.tap(anchor, '开播')
    // The list is asked for once: the room has to be in it by then.
    await this.sees(anchor, '直播中')
    await this.tap(viewer, '我是观众')
    await this.tap(viewer, title)
    await this.plays()
  }

  /** Resolves when the viewer's picture moves. */
  async plays(timeoutMs = 20_000): Promise<void> {
    const first = await until(() => this.#playedSeconds(), { what: 'a picture', timeoutMs })
    await until(async () => (((await this.#playedSeconds()) ?? 0) > first + 0.3 ? true : undefined), {
      what: 'a moving picture',
      timeoutMs,
    })
  }

  #playedSeconds(): Promise<number | undefined> {
    return this.viewer.evaluate(
      `[...document.querySelectorAll('video')].find((video) => video.readyState >= 2)?.currentTime`,
    )
  }

  /** Takes a phone's network away, or gives it back. */
  switchNetwork(place: 'anchor' | 'viewer'): Promise<void> {
    return this.page.locator(`.device[data-user="${place}"]`).getByLabel('网络 Network').click()
  }

  /** Shows the page of faults. */
  async openFaults(): Promise<void> {
    await this.page.getByRole('tab', { name: /Faults/ }).click()
    await this.page.locator('.faults').waitFor()
  }

  /** Switches a fault, and waits until the sandbox has it. */
  async setFault(id: string, on: boolean): Promise<void> {
    const fault = this.page.locator(`[data-fault="${id}"]`)
    await fault.click()
    await this.page.locator(`[data-fault="${id}"][aria-checked="${on}"]`).waitFor()
  }

  async allWell(): Promise<void> {
    await this.page.getByRole('button', { name: /All well again/ }).click()
    await this.page.locator('.fault[aria-checked="true"]').first().waitFor({ state: 'detached' })
  }

  /** Does this to the one stream that is pushed. */
  async toStream(action: 'cut' | 'freeze' | 'drop'): Promise<void> {
    await this.page.locator(`.streams [data-action="${action}"]`).first().click()
  }
}

const frameOf = (page: Page, user: string): Promise<Frame> =>
  until(() => page.frames().find((frame) => frame.url().includes(`user=${user}`)), {
    what: `the phone of ${user}`,
  })
