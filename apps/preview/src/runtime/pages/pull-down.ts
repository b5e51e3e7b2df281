import type { Screen } from './screen.ts'

const TRIGGER_PX = 50
const SETTLE_MS = 400

/** The pull-down gesture of pages with `enablePullDownRefresh`, and the three dots that go with it. */
export class PullDown {
  readonly #screen: Screen
  readonly #onRefresh: () => void
  #refreshing = false

  constructor(screen: Screen, enabled: boolean, onRefresh: () => void) {
    this.#screen = screen
    this.#onRefresh = onRefresh
    if (enabled) this.#listen(screen.content)
  }

  /** Also what `wx.startPullDownRefresh` does. */
  start(): void {
    if (this.#refreshing) return
    this.#refreshing = true
    this.#offset(TRIGGER_PX, true)
    this.#onRefresh()
  }

  stop(): void {
    this.#refreshing = false
    this.#offset(0, true)
  }

  #listen(content: HTMLElement): void {
    let from: number | undefined
    let pulled = 0
    const begin = (y: number) => {
      from = content.scrollTop <= 0 && !this.#refreshing ? y : undefined
      pulled = 0
    }
    const move = (y: number): boolean => {
      if (from === undefined) return false
      // Half the finger's way, as on a phone.
      pulled = Math.max(0, (y - from) / 2)
      if (pulled > 0) this.#offset(pulled, false)
      return pulled > 0
    }
    const end = () => {
      if (from === undefined) return
      from = undefined
      if (pulled >= TRIGGER_PX) this.start()
      else this.#offset(0, true)
    }
    content.addEventListener('mousedown', (event) => begin(event.clientY))
    window.addEventListener('mousemove', (event) => void (event.buttons === 1 && move(event.clientY)))
    window.addEventListener('mouseup', end)
    content.addEventListener('touchstart', ({ touches: [touch] }) => touch && begin(touch.clientY))
    content.addEventListener(
      'touchmove',
      (event) => {
        const [touch] = event.touches
        if (touch && move(touch.clientY) && event.cancelable) event.preventDefault()
      },
      { passive: false },
    )
    content.addEventListener('touchend', end)
    this.#listenToWheel(content)
  }

  /** A mouse wheel or a trackpad at the top: nobody drags a page with a mouse unasked. */
  #listenToWheel(content: HTMLElement): void {
    let total = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    content.addEventListener('wheel', (event) => {
      if (content.scrollTop > 0 || this.#refreshing || event.deltaY > 0) return
      total -= event.deltaY / 3
      this.#offset(Math.min(total, TRIGGER_PX * 1.5), false)
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (total >= TRIGGER_PX) this.start()
        else this.#offset(0, true)
        total = 0
      }, SETTLE_MS / 2)
    })
  }

  #offset(px: number, animate: boolean): void {
    const { content, refresher } = this.#screen
    content.style.transition = animate ? `transform ${SETTLE_MS / 2}ms ease-out` : ''
    content.style.transform = px === 0 ? '' : `translateY(${px}px)`
    refresher.classList.toggle('phone-visible', px > 8)
  }
}
