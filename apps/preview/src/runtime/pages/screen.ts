import type { WindowSettings } from '../app-bundle.ts'
import { h, pressable } from '../ui/layer.ts'

/** A phone's measures in CSS pixels; the shell draws its frame around the same ones. */
export const METRICS = {
  width: 375,
  height: 812,
  statusBar: 44,
  navigationBar: 44,
  homeIndicator: 34,
  capsule: { top: 50, left: 281, width: 87, height: 32 },
} as const

export interface ScreenOptions {
  readonly route: string
  readonly settings: WindowSettings
  readonly isFirst: boolean
  onBack(): void
  onHome(): void
}

/** What one page occupies: its navigation bar and, below, the place that stands for its own web-view. */
export class Screen {
  readonly element: HTMLElement
  /** The scroller; the page's root becomes its child. */
  readonly content: HTMLElement
  readonly refresher: HTMLElement
  readonly #title: HTMLElement
  readonly #bar: HTMLElement
  readonly #isCustom: boolean

  constructor({ route, settings, isFirst, onBack, onHome }: ScreenOptions) {
    this.#isCustom = settings.navigationStyle === 'custom'
    const button = isFirst
      ? pressable('', { class: 'phone-home', 'aria-label': '首页 Home' }, onHome)
      : pressable('', { class: 'phone-back', 'aria-label': '返回 Back' }, onBack)
    this.#title = h(
      'phone-title',
      { role: 'heading', 'aria-level': '1' },
      settings.navigationBarTitleText ?? '',
    )
    this.#bar = h('phone-navigation-bar', {}, button, this.#title)
    this.refresher = h('phone-refresher', {}, h('i'), h('i'), h('i'))
    this.content = h('phone-content', { 'data-route': route })
    const place = h('phone-web-view', {}, this.refresher, this.content)
    this.element = h('phone-screen', this.#isCustom ? { class: 'phone-custom' } : {}, this.#bar, place)
    this.element.style.setProperty('--screen-height', `${this.windowHeight}px`)
    if (settings.backgroundColor) place.style.background = settings.backgroundColor
    if (settings.disableScroll) this.content.style.overflow = 'hidden'
    this.setColors(
      settings.navigationBarBackgroundColor ?? '#ffffff',
      settings.navigationBarTextStyle ?? 'black',
    )
  }

  get windowHeight(): number {
    return METRICS.height - (this.#isCustom ? 0 : METRICS.statusBar + METRICS.navigationBar)
  }

  get title(): string {
    return this.#title.textContent ?? ''
  }
  setTitle(title: string): void {
    this.#title.textContent = title
  }
  /** `front` is `black` or `white`, also as the `#000000`/`#ffffff` that `setNavigationBarColor` takes. */
  setColors(background: string, front: string): void {
    this.#bar.style.background = this.#isCustom ? 'none' : background
    this.element.dataset.front = /^(white|#fff(fff)?)$/i.test(front) ? 'white' : 'black'
  }
  setBusy(busy: boolean): void {
    this.#title.classList.toggle('phone-busy', busy)
  }
}
