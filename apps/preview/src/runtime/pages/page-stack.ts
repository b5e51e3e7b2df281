import type { AppBundle, WindowSettings } from '../app-bundle.ts'
import type { CodeLoader } from '../engine/code-loader.ts'
import { EventChannel } from './event-channel.ts'
import { OpenPage } from './page.ts'
import { PullDown } from './pull-down.ts'
import { resolveUrl } from './route.ts'
import { Screen } from './screen.ts'

/** WeChat's limit. */
const MAX_PAGES = 10
const SLIDE_MS = 260
const REACH_BOTTOM_PX = 50

export class NavigationError extends Error {
  override readonly name = 'NavigationError'
}

export interface PageStackOptions {
  readonly bundle: AppBundle
  readonly loader: CodeLoader
  readonly place: HTMLElement
  readonly windowSettings: (route: string) => WindowSettings
  readonly onChange: (what: string) => void
}

export class PageStack {
  readonly #options: PageStackOptions
  readonly #pages: OpenPage[] = []
  #count = 0

  constructor(options: PageStackOptions) {
    this.#options = options
  }

  get pages(): readonly OpenPage[] {
    return this.#pages
  }
  get top(): OpenPage | undefined {
    return this.#pages.at(-1)
  }
  find(id: string): OpenPage | undefined {
    return this.#pages.find((page) => page.id === id)
  }

  /**
   * Opens a page above; the one below is hidden, not unloaded. Returns the channel to the new page, which may already
   * speak in its `onLoad`: hence `events`, its listeners on this side.
   */
  navigateTo(url: string, events: Readonly<Record<string, () => void>> = {}): EventChannel {
    if (this.#pages.length >= MAX_PAGES) throw new NavigationError(`webview count limit exceed`)
    const below = this.top
    const { page, channel } = this.#create(url, this.#pages.length)
    for (const [event, listener] of Object.entries(events)) channel.on(event, listener)
    below?.hide()
    this.#enter(page)
    return channel
  }

  redirectTo(url: string): void {
    const replaced = this.top
    const { page } = this.#create(url, Math.max(0, this.#pages.length - 1))
    this.#remove(replaced)
    this.#enter(page)
  }

  reLaunch(url: string): void {
    const replaced = [...this.#pages].reverse()
    const { page } = this.#create(url, 0)
    for (const old of replaced) this.#remove(old)
    this.#enter(page)
  }

  /** Closes `delta` pages, but never the first one. */
  navigateBack(delta = 1): void {
    if (this.#pages.length <= 1) throw new NavigationError('cannot navigate back at first page.')
    const count = Math.min(Math.max(1, delta), this.#pages.length - 1)
    const closed = this.#pages.slice(-count).reverse()
    for (const page of closed) this.#remove(page)
    this.#reveal()
    this.top?.show()
    this.#options.onChange(`back to ${this.top?.route ?? ''}`)
  }

  /** `depth`: how many pages will be below. */
  #create(url: string, depth: number): { page: OpenPage; channel: EventChannel } {
    const { bundle, loader, place, windowSettings } = this.#options
    const { route, query } = resolveUrl(url, this.top?.route ?? '')
    if (!bundle.pages.includes(route)) throw new NavigationError(`page "${route}" is not found`)
    const settings = windowSettings(route)
    const screen = new Screen({
      route,
      settings,
      isFirst: depth === 0,
      onBack: () => this.navigateBack(),
      onHome: () => this.reLaunch(`/${bundle.pages[0] ?? ''}`),
    })
    screen.element.classList.toggle('phone-is-home', route === bundle.pages[0])
    const [opener, opened] = EventChannel.pair()
    this.#count += 1
    const id = `page-${this.#count}`
    screen.element.id = id
    place.append(screen.element)
    const root = loader.createPage(route, query)
    const page = new OpenPage({ id, route, query, root, screen, channel: opened })
    page.pullDown = new PullDown(screen, settings.enablePullDownRefresh === true, () =>
      page.call('onPullDownRefresh'),
    )
    this.#watchScroll(page, settings.onReachBottomDistance ?? REACH_BOTTOM_PX)
    if (depth > 0 && depth === this.#pages.length) slideIn(screen.element)
    return { page, channel: opener }
  }

  #enter(page: OpenPage): void {
    this.#pages.push(page)
    const placeholder = document.createElement('i')
    page.screen.content.append(placeholder)
    page.root.attach(page.screen.content, placeholder)
    this.#reveal()
    this.#options.onChange(`open ${page.route}`)
    page.call('onLoad', page.query)
    page.show()
    requestAnimationFrame(() => {
      if (page.screen.element.isConnected) page.call('onReady')
    })
  }

  #remove(page: OpenPage | undefined): void {
    const index = page === undefined ? -1 : this.#pages.indexOf(page)
    if (page === undefined || index < 0) return
    this.#pages.splice(index, 1)
    page.unload()
  }

  /** Only the top page is on the screen; one below stays laid out until the page above has slid in. */
  #reveal(): void {
    const { top } = this
    for (const page of this.#pages) {
      page.screen.element.toggleAttribute('data-covered', page !== top)
      page.screen.element.inert = page !== top
    }
  }

  #watchScroll(page: OpenPage, distancePx: number): void {
    const { content } = page.screen
    let near = false
    content.addEventListener('scroll', () => {
      page.call('onPageScroll', { scrollTop: content.scrollTop })
      const nearNow = content.scrollHeight - content.clientHeight - content.scrollTop <= distancePx
      if (nearNow && !near) page.call('onReachBottom')
      near = nearNow
    })
  }
}

function slideIn(element: HTMLElement): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  element.animate([{ transform: 'translateX(100%)' }, { transform: 'none' }], {
    duration: SLIDE_MS,
    easing: 'ease-out',
  })
}
