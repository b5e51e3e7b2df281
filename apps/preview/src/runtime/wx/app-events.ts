import { Emitter } from '../phone/emitter.ts'

/** Events of the app and the phone, each with `wx.onNAME` and `wx.offNAME`. */
const EVENTS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'NetworkStatusChange',
  'NetworkWeakChange',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'MemoryWarning',
  'WindowResize',
  'KeyboardHeightChange',
  'UserCaptureScreen',
] as const

export type AppEvent = (typeof EVENTS)[number]
type Listener = (value: unknown) => void

export class AppEvents {
  readonly #emitter = new Emitter<Record<AppEvent, unknown>>()
  readonly #undo = new Map<AppEvent, Map<Listener, () => void>>(EVENTS.map((name) => [name, new Map()]))

  emit(name: AppEvent, value: unknown): void {
    this.#emitter.emit(name, value)
  }

  apis(): Record<string, (listener?: Listener) => void> {
    return Object.fromEntries(
      EVENTS.flatMap((name) => [
        [`on${name}`, (listener?: Listener) => listener && this.#add(name, listener)],
        [`off${name}`, (listener?: Listener) => this.#remove(name, listener)],
      ]),
    )
  }

  #add(name: AppEvent, listener: Listener): void {
    this.#undo.get(name)?.set(listener, this.#emitter.on(name, listener))
  }

  /** Without a listener: all of them, as WeChat does it. */
  #remove(name: AppEvent, listener?: Listener): void {
    const all = this.#undo.get(name)
    for (const [known, undo] of [...(all ?? [])]) {
      if (listener !== undefined && listener !== known) continue
      undo()
      all?.delete(known)
    }
  }
}
