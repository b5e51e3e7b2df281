import { h, type Layer } from './layer.ts'

export interface ToastOptions {
  readonly title: string
  readonly icon: string
  readonly image?: string
  readonly durationMs: number
  readonly mask: boolean
}

const GLYPHS: Readonly<Record<string, string>> = { success: '✓', error: '!' }

/** A toast and a loading box share one place on the screen: the newer one replaces the older one. */
export class Toasts {
  readonly #layer: Layer
  #close: (() => void) | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(layer: Layer) {
    this.#layer = layer
  }

  show({ title, icon, durationMs, mask }: ToastOptions): void {
    this.hide()
    const parts: Node[] = []
    if (icon === 'loading') parts.push(h('phone-spinner'))
    else if (icon !== 'none') parts.push(h('phone-glyph', {}, GLYPHS[icon] ?? '✓'))
    const box = h('phone-toast', { role: 'status', 'data-icon': icon }, ...parts, h('span', {}, title))
    this.#close = this.#layer.show(h('phone-toast-place', mask ? { class: 'phone-blocking' } : {}, box))
    if (Number.isFinite(durationMs)) this.#timer = setTimeout(() => this.hide(), durationMs)
  }

  hide(): void {
    clearTimeout(this.#timer)
    this.#close?.()
    this.#close = undefined
  }
}
