/**
 * The seam between the phone's runtime and its media tags: `src/runtime/live/index.ts` exports two `LiveTag`s
 * (`livePlayerTag`, `livePusherTag`), this runtime turns them into `<live-player>` and `<live-pusher>` and
 * gives `wx.createLivePlayerContext` / `wx.createLivePusherContext` what is registered here.
 *
 * Nothing in this file knows glass-easel, so a media tag can be tried on a bare page.
 */

export type LiveKind = 'player' | 'pusher'

/** Property values by camelCase name (`enableCamera`, `minCache`), already converted to the default's type. */
export type LiveProps = Readonly<Record<string, unknown>>

/**
 * One media element on a page, as a `wx.create…Context()` reaches it.
 * `invoke` rejects with a `LiveInvokeError` for a method that fails as it would on a phone,
 * and must throw a plain `Error` for a method that it does not implement: the preview shows that loudly.
 */
export interface LiveElement {
  readonly kind: LiveKind
  /** The `id` attribute, `''` when there is none. */
  readonly id: string
  invoke(method: string, options: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>
}

/** A refusal that a phone would also give: becomes `fail({ errMsg: 'METHOD:fail MESSAGE', errCode })`. */
export class LiveInvokeError extends Error {
  override readonly name = 'LiveInvokeError'
  readonly errCode: number
  constructor(message: string, errCode = -1) {
    super(message)
    this.errCode = errCode
  }
}

/** What the simulated phone tells its media tags. All switches can change at any time; subscribe to learn when. */
export interface LivePhone {
  /** `anchor`, `viewer`, …: whose phone this is. */
  readonly user: string
  /** False while the phone's network is cut by its switch. */
  readonly online: boolean
  /** False while WeChat is in the background. */
  readonly foreground: boolean
  /** The phone allows this device to WeChat, and the user has granted it to the mini-program. */
  isAllowed(device: 'camera' | 'microphone'): boolean
  /** Asks the user as the component itself does on a phone when the mini-program has never asked; remembers the answer. */
  requestDevice(device: 'camera' | 'microphone'): Promise<boolean>
  /** The address that a browser can use instead of a stream's own (`rtmp://…` → the media origin's http or ws). */
  rewriteStream(url: string, use: 'play' | 'push'): string
  /** `change` of any of the above. Returns its own undo. */
  onChange(listener: () => void): () => void
}

/** The tag's surroundings, handed to `mount`. */
export interface LiveTagHost {
  /** The `<live-player>` or `<live-pusher>` element itself; put `<video>` or `<canvas>` as its FIRST child (slotted nodes follow). */
  readonly element: HTMLElement
  readonly id: string
  readonly phone: LivePhone
  /** Sends `bindEVENT` to the page, always in a later task, and never after unmount. State codes are also logged for the panel. */
  emit(event: string, detail: Readonly<Record<string, unknown>>): void
}

/** A mounted tag. `update` is called once right after `mount` with every property, then with changed ones only. */
export interface LiveTagInstance {
  update(changed: LiveProps, all: LiveProps): void
  invoke(method: string, options: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>
  /** Another page covers this one, or WeChat went to the background (the phone's `foreground` tells which). */
  hide(): void
  show(): void
  unmount(): void
}

export interface LiveTag {
  readonly kind: LiveKind
  /** Every property with its default: its type is how attribute strings are converted (`muted` alone → true). */
  readonly props: Readonly<Record<string, string | number | boolean>>
  mount(host: LiveTagHost): LiveTagInstance
}

interface Registered {
  readonly pageId: string
  readonly element: LiveElement
}

/** Which media elements are on which page of this phone. */
export class LiveRegistry {
  readonly #registered = new Set<Registered>()

  /** Returns its own undo. */
  register(pageId: string, element: LiveElement): () => void {
    const entry = { pageId, element }
    this.#registered.add(entry)
    return () => {
      this.#registered.delete(entry)
    }
  }

  /** The newest one wins, as on a phone where an id is used twice. */
  find(pageId: string, kind: LiveKind, id?: string): LiveElement | undefined {
    return [...this.#registered]
      .reverse()
      .find(
        (r) => r.pageId === pageId && r.element.kind === kind && (id === undefined || r.element.id === id),
      )?.element
  }
}
