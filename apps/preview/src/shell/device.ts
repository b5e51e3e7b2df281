import type { PhoneSummary, PreviewHook } from '../runtime/preview-hook.ts'
import { h } from './element.ts'
import { type IconName, icon } from './icons.ts'

/** Whose phone it is. `device` tells two phones of one user apart. */
export interface Owner {
  readonly user: string
  readonly device?: string
  readonly label: string
}

export interface DeviceOptions {
  /** The name of its place, for colours and filters. */
  readonly place: string
  /** The first owner; a button hands the phone on to the next. */
  readonly owners: readonly [Owner, ...Owner[]]
}

interface Switch {
  readonly icon: IconName
  readonly label: string
  read(phone: PhoneSummary): boolean
  set(hook: PreviewHook, on: boolean): void
}

const SWITCHES: readonly Switch[] = [
  {
    icon: 'network',
    label: '网络 Network',
    read: (phone) => phone.online,
    set: (hook, on) => hook.setOnline(on),
  },
  {
    icon: 'foreground',
    label: '微信在前台 WeChat in the foreground',
    read: (phone) => phone.foreground,
    set: (hook, on) => hook.setForeground(on),
  },
  {
    icon: 'camera',
    label: '系统允许相机 Camera allowed by the phone',
    read: (phone) => phone.system.camera,
    set: (hook, on) => hook.setSystem('camera', on),
  },
  {
    icon: 'microphone',
    label: '系统允许麦克风 Microphone allowed by the phone',
    read: (phone) => phone.system.microphone,
    set: (hook, on) => hook.setSystem('microphone', on),
  },
]

/** One phone of the shell: its frame, and the switches that a hand on a real phone would have. */
export class Device {
  readonly element: HTMLElement
  readonly place: string
  readonly #frame: HTMLIFrameElement
  readonly #heading = h('h2', {})
  readonly #owners: DeviceOptions['owners']
  #owner: Owner
  readonly #buttons: readonly (readonly [Switch, HTMLElement])[]

  constructor({ place, owners }: DeviceOptions) {
    this.place = place
    this.#owners = owners
    this.#owner = owners[0]
    this.#frame = document.createElement('iframe')
    this.#frame.name = place
    this.#frame.allow = 'camera; microphone; autoplay; fullscreen; clipboard-write'
    this.#buttons = SWITCHES.map((one) => [one, this.#button(one)])
    const reload = this.#plain('reload', '重新启动小程序 Restart the mini-program', () => this.reload())
    const controls = h('div', { class: 'controls', role: 'group' })
    controls.append(...this.#buttons.map(([, button]) => button), reload)
    if (owners.length > 1)
      controls.append(this.#plain('hand-on', '换一个人用 Hand to somebody else', () => this.#handOn()))
    const bezel = h('div', { class: 'bezel' }, h('div', {}, this.#frame))
    this.element = h(
      'article',
      { class: 'device', 'data-user': place },
      h('header', {}, this.#heading, controls),
      bezel,
    )
    this.#give(this.#owner)
  }

  get window(): Window | null {
    return this.#frame.contentWindow
  }

  show(phone: PhoneSummary): void {
    for (const [one, button] of this.#buttons) button.setAttribute('aria-pressed', String(one.read(phone)))
  }

  reload(): void {
    this.#frame.contentWindow?.location.reload()
  }

  #handOn(): void {
    const next = this.#owners[(this.#owners.indexOf(this.#owner) + 1) % this.#owners.length]
    if (next !== undefined) this.#give(next)
  }

  #give(owner: Owner): void {
    this.#owner = owner
    const { user, device, label } = owner
    const [chinese = '', ...english] = label.split(' ')
    this.#heading.replaceChildren(chinese, h('span', {}, english.join(' ')))
    this.#frame.title = label
    this.element.setAttribute('aria-label', label)
    const query = new URLSearchParams({ user, ...(device !== undefined && { device }) })
    this.#frame.src = `/phone/?${query}`
  }

  #button(one: Switch): HTMLElement {
    const button = this.#plain(one.icon, one.label, () => {
      // Same origin, so the phone's own hook is within reach; absent while the frame loads.
      const hook = (this.#frame.contentWindow as (Window & { __preview?: PreviewHook }) | null)?.__preview
      if (hook) one.set(hook, !one.read(hook.phone()))
    })
    button.setAttribute('aria-pressed', 'true')
    return button
  }

  #plain(name: IconName, label: string, onClick: () => void): HTMLElement {
    const button = h('button', { type: 'button', title: label, 'aria-label': label })
    button.append(icon(name))
    button.addEventListener('click', onClick)
    return button
  }
}
