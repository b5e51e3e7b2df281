type Listener = (...args: unknown[]) => void

/** Between a page and the one that it opened (`wx.navigateTo({ events })`, `getOpenerEventChannel()`). */
export class EventChannel {
  readonly #listeners = new Map<string, Listener[]>()
  peer: EventChannel | undefined

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }
  once(event: string, listener: Listener): void {
    const single: Listener = (...args) => {
      this.off(event, single)
      listener(...args)
    }
    this.on(event, single)
  }
  off(event: string, listener?: Listener): void {
    const kept =
      listener === undefined ? [] : (this.#listeners.get(event) ?? []).filter((one) => one !== listener)
    this.#listeners.set(event, kept)
  }
  emit(event: string, ...args: unknown[]): void {
    for (const listener of this.peer?.heard(event) ?? []) listener(...args)
  }
  /** Who listens on this side. */
  heard(event: string): readonly Listener[] {
    return [...(this.#listeners.get(event) ?? [])]
  }

  static pair(): readonly [opener: EventChannel, opened: EventChannel] {
    const opener = new EventChannel()
    const opened = new EventChannel()
    opener.peer = opened
    opened.peer = opener
    return [opener, opened]
  }
}
