import type { Caller, Root } from 'glass-easel-miniprogram-adapter'
import type { EventChannel } from './event-channel.ts'
import type { PullDown } from './pull-down.ts'
import type { Screen } from './screen.ts'

export interface PageParts {
  readonly id: string
  readonly route: string
  readonly query: Readonly<Record<string, string>>
  readonly root: Root
  readonly screen: Screen
  readonly channel: EventChannel
}

/** One open page. Its methods are called as WeChat calls them: absent ones are no error, a throw is an app error. */
export class OpenPage implements PageParts {
  readonly id: string
  readonly route: string
  readonly query: Readonly<Record<string, string>>
  readonly root: Root
  readonly screen: Screen
  readonly channel: EventChannel
  readonly caller: Caller
  pullDown: PullDown | undefined
  #visible = false
  readonly #visibility = new Set<(visible: boolean) => void>()

  constructor(parts: PageParts) {
    this.id = parts.id
    this.route = parts.route
    this.query = parts.query
    this.root = parts.root
    this.screen = parts.screen
    this.channel = parts.channel
    this.caller = parts.root.get()
    const { route, query, channel } = parts
    for (const [name, value] of Object.entries({ route, __route__: route, options: query })) {
      Object.defineProperty(this.caller, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: true,
      })
    }
    Object.defineProperty(this.caller, 'getOpenerEventChannel', { value: () => channel, configurable: true })
  }

  call(method: string, ...args: unknown[]): unknown {
    const handler = this.caller[method]
    if (typeof handler !== 'function') return undefined
    try {
      return handler.apply(this.caller, args)
    } catch (error) {
      // As an uncaught error: the phone's own calls are nobody's to catch.
      reportError(error)
      return undefined
    }
  }

  show(): void {
    if (this.#visible) return
    this.#visible = true
    this.root.getComponent().triggerPageLifetime('show', [])
    this.call('onShow')
    for (const listener of [...this.#visibility]) listener(true)
  }

  hide(): void {
    if (!this.#visible) return
    this.#visible = false
    this.call('onHide')
    this.root.getComponent().triggerPageLifetime('hide', [])
    for (const listener of [...this.#visibility]) listener(false)
  }

  unload(): void {
    this.#visible = false
    this.call('onUnload')
    this.root.release()
    this.screen.element.remove()
  }

  onVisibility(listener: (visible: boolean) => void): () => void {
    this.#visibility.add(listener)
    return () => {
      this.#visibility.delete(listener)
    }
  }
}
