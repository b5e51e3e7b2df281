const STYLE_ID = 'kaibo-live-style'

// `:where` weighs nothing, so a page's own classes win, as they do over a phone's defaults. The picture is the
// bottom layer of the tag's own stacking context: slotted nodes lie above it, positioned or not.
const STYLE = `
:where([data-live]) { display: block; position: relative; overflow: hidden; background: #000; }
:where([data-live='player']) { width: 300px; height: 225px; }
[data-live] { isolation: isolate; }
[data-live] > .live-picture { position: absolute; inset: 0; z-index: -1; width: 100%; height: 100%; }
[data-live][data-rotate] { container-type: size; }
[data-live][data-rotate] > .live-picture { inset: auto; left: 50%; top: 50%; width: 100cqh; height: 100cqw; }
[data-live][data-rotate='90'] > .live-picture { transform: translate(-50%, -50%) rotate(90deg); }
[data-live][data-rotate='-90'] > .live-picture { transform: translate(-50%, -50%) rotate(-90deg); }
[data-live][data-fullscreen] {
  position: fixed !important; inset: 0 !important; z-index: 9000 !important;
  width: auto !important; height: auto !important; max-width: none !important; max-height: none !important;
}
[data-live] > .live-label {
  position: absolute; left: 8px; bottom: 8px; z-index: 1; padding: 2px 8px; border-radius: 10px;
  background: rgb(0 0 0 / 55%); color: #fff; font: 11px/16px system-ui, sans-serif; pointer-events: none;
}
`

/** The `<video>` inside a media tag, and the small label over it. */
export class Stage {
  readonly video: HTMLVideoElement
  readonly #host: HTMLElement
  readonly #label: HTMLElement

  constructor(host: HTMLElement, kind: 'player' | 'pusher') {
    const { ownerDocument: document } = host
    addStyle(document)
    this.#host = host
    host.dataset.live = kind
    this.video = document.createElement('video')
    this.video.className = 'live-picture'
    this.video.playsInline = true
    this.video.disablePictureInPicture = true
    this.#label = document.createElement('span')
    this.#label.className = 'live-label'
    host.prepend(this.video, this.#label)
    this.label('')
  }

  label(text: string): void {
    this.#label.textContent = text
    this.#label.hidden = text === ''
  }

  /** Degrees that the picture is turned by; 0 is upright. */
  rotate(degrees: number): void {
    if (degrees === 0) delete this.#host.dataset.rotate
    else this.#host.dataset.rotate = String(degrees)
  }

  /** Fills the phone's screen, not the computer's: two phones stand side by side. */
  fullScreen(on: boolean): void {
    this.#host.toggleAttribute('data-fullscreen', on)
  }

  remove(): void {
    this.video.remove()
    this.#label.remove()
  }
}

function addStyle(document: Document): void {
  if (document.getElementById(STYLE_ID) !== null) return
  const style = document.createElement('style')
  style.id = STYLE_ID
  style.textContent = STYLE
  // First in the head: any sheet of the app comes later and wins.
  document.head.prepend(style)
}
