import type { LivePhone } from '../live-contexts.ts'
import { Emitter } from './emitter.ts'

/** The permissions of WeChat that this phone knows, and what a person reads in the dialog. */
export const SCOPES = {
  'scope.camera': '使用你的摄像头 Use your camera',
  'scope.record': '使用你的麦克风 Use your microphone',
  'scope.writePhotosAlbum': '保存图片到你的相册 Save to your album',
  'scope.userLocation': '获取你的位置信息 Know your location',
} as const
export type Scope = keyof typeof SCOPES
export type Device = 'camera' | 'microphone'
export const SCOPE_OF: Readonly<Record<Device, Scope>> = {
  camera: 'scope.camera',
  microphone: 'scope.record',
}

/** The phone's switches. Kept per user, so that a reload is not a new phone. */
export interface PhoneSettings {
  online: boolean
  /** What the phone's own settings let WeChat do. */
  system: Record<Device, boolean>
  /** What the user answered the mini-program; absent when it never asked. */
  scopes: Partial<Record<Scope, boolean>>
}

type PhoneEvents = { network: boolean; foreground: boolean; devices: undefined }

const NEW_PHONE: PhoneSettings = { online: true, system: { camera: true, microphone: true }, scopes: {} }

export interface PhoneOptions {
  readonly user: string
  /** Tells phones of one user apart; the first has none. */
  readonly device?: string | undefined
  readonly rewriteStream: (url: string, use: 'play' | 'push') => string
  /** Shows the permission dialog. */
  readonly ask: (scope: Scope) => Promise<boolean>
}

export class Phone extends Emitter<PhoneEvents> implements LivePhone {
  readonly user: string
  readonly rewriteStream: PhoneOptions['rewriteStream']
  readonly #owner: string
  readonly #ask: PhoneOptions['ask']
  readonly #settings: PhoneSettings
  #foreground = true

  constructor({ user, device, rewriteStream, ask }: PhoneOptions) {
    super()
    this.user = user
    this.#owner = device === undefined ? user : `${user}@${device}`
    this.rewriteStream = rewriteStream
    this.#ask = ask
    this.#settings = {
      ...structuredClone(NEW_PHONE),
      ...(this.read('phone') as Partial<PhoneSettings> | undefined),
    }
  }

  get online(): boolean {
    return this.#settings.online
  }
  get foreground(): boolean {
    return this.#foreground
  }
  get scopes(): Readonly<PhoneSettings['scopes']> {
    return this.#settings.scopes
  }
  get system(): Readonly<PhoneSettings['system']> {
    return this.#settings.system
  }

  setOnline(online: boolean): void {
    if (this.#settings.online === online) return
    this.#settings.online = online
    this.#save()
    this.emit('network', online)
  }

  setForeground(foreground: boolean): void {
    if (this.#foreground === foreground) return
    this.#foreground = foreground
    this.emit('foreground', foreground)
  }

  setSystem(device: Device, allowed: boolean): void {
    this.#settings.system = { ...this.#settings.system, [device]: allowed }
    this.#save()
    this.emit('devices', undefined)
  }

  setScope(scope: Scope, granted: boolean): void {
    this.#settings.scopes = { ...this.#settings.scopes, [scope]: granted }
    this.#save()
    this.emit('devices', undefined)
  }

  isAllowed(device: Device): boolean {
    return this.system[device] && this.scopes[SCOPE_OF[device]] === true
  }

  async requestDevice(device: Device): Promise<boolean> {
    await this.requestScope(SCOPE_OF[device])
    return this.isAllowed(device)
  }

  /** Asks at most once in the phone's life: the answer is remembered, as WeChat remembers it. */
  async requestScope(scope: Scope): Promise<boolean> {
    const known = this.scopes[scope]
    if (known !== undefined) return known
    const granted = await this.#ask(scope)
    this.setScope(scope, granted)
    return granted
  }

  onChange(listener: () => void): () => void {
    const undo = (['network', 'foreground', 'devices'] as const).map((name) => this.on(name, listener))
    return () => {
      for (const stop of undo) stop()
    }
  }

  /** What this phone keeps under a name. Two phones of one browser share nothing, of one user neither. */
  read(name: string): unknown {
    const text = localStorage.getItem(this.#key(name))
    return text === null ? undefined : JSON.parse(text)
  }
  write(name: string, value: unknown): void {
    localStorage.setItem(this.#key(name), JSON.stringify(value))
  }
  remove(name: string): void {
    localStorage.removeItem(this.#key(name))
  }
  names(): string[] {
    const prefix = this.#key('')
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  }

  #key(name: string): string {
    return `kaibo:${this.#owner}:${name}`
  }
  #save(): void {
    this.write('phone', this.#settings)
  }
}
