import {
  LiveInvokeError,
  type LiveProps,
  type LiveTagHost,
  type LiveTagInstance,
} from '../../live-contexts.ts'
import type { RetrySettings } from '../retry-policy.ts'
import { snapshot } from '../snapshot.ts'
import { Stage } from '../stage.ts'
import { StateCodes } from '../state-codes.ts'
import { Broadcast } from './broadcast.ts'
import { DeviceError } from './capture/device-error.ts'
import { Viewfinder } from './capture/viewfinder.ts'
import { PUSHER_MESSAGES } from './pusher-messages.ts'
import { PUSHER_PROPS, type PusherProps } from './pusher-props.ts'

export interface LivePusherSettings {
  readonly retry: RetrySettings
  readonly connectTimeoutMs: number
  readonly clipUrl: string
}

// Quicker than a viewer's tries, so that a short cut ends before the viewers give up.
export const PUSHER_SETTINGS: LivePusherSettings = {
  retry: { times: 3, spacingMs: 700 },
  connectTimeoutMs: 5_000,
  clipUrl: '/assets/demo-clip.flv',
}

type Options = Readonly<Record<string, unknown>>
type Method = (options: Options) => Promise<Record<string, unknown>> | undefined

/** `<live-pusher>` over WebCodecs: camera and microphone to FLV to a WebSocket, and the state codes of a phone. */
export class LivePusher implements LiveTagInstance {
  readonly #host: LiveTagHost
  readonly #stage: Stage
  readonly #viewfinder: Viewfinder
  readonly #broadcast: Broadcast
  readonly #codes: StateCodes
  readonly #props: PusherProps = { ...PUSHER_PROPS }
  readonly #undo: () => void
  #paused = false
  #away = false
  #volume = 1

  constructor(host: LiveTagHost, settings: Partial<LivePusherSettings> = {}) {
    const { phone } = host
    const { clipUrl, retry, connectTimeoutMs } = { ...PUSHER_SETTINGS, ...settings }
    this.#host = host
    this.#stage = new Stage(host.element, 'pusher')
    this.video.style.objectFit = 'cover'
    this.#codes = new StateCodes((event, detail) => host.emit(event, detail), PUSHER_MESSAGES)
    this.#viewfinder = new Viewfinder({
      stage: this.#stage,
      clipUrl,
      ask: async (device) => phone.isAllowed(device) || phone.requestDevice(device),
      raise: this.#codes.raise,
    })
    this.#broadcast = new Broadcast({
      phone,
      viewfinder: this.#viewfinder,
      codes: this.#codes,
      props: this.#props,
      retry,
      connectTimeoutMs,
      failed: this.#failed,
    })
    this.#undo = phone.onChange(() => {
      if (!phone.online) this.#broadcast.cut()
    })
  }

  /** For tests and for the shell's panel. */
  get video(): HTMLVideoElement {
    return this.#stage.video
  }

  update(changed: LiveProps): void {
    Object.assign(this.#props, changed)
    this.#viewfinder.style(this.#props)
    this.#apply()
    if ('enableCamera' in changed || 'devicePosition' in changed) this.#turn()
    if (('url' in changed || 'autopush' in changed) && this.#props.autopush && this.#props.url !== '')
      this.#start()
  }

  async invoke(method: string, options: Options): Promise<Record<string, unknown>> {
    const run = Object.hasOwn(this.#methods, method) ? this.#methods[method] : undefined
    if (run === undefined) throw new Error(`<live-pusher> in the preview has no ${method}()`)
    return (await run(options)) ?? {}
  }

  /** In the background a phone sends neither picture nor sound; under another page it goes on. */
  hide(): void {
    this.#away = !this.#host.phone.foreground
    this.#apply()
  }

  show(): void {
    this.#away = false
    this.#apply()
  }

  unmount(): void {
    this.#stop()
    this.#undo()
    this.#stage.remove()
  }

  readonly #methods: Readonly<Record<string, Method>> = {
    start: () => this.#start(),
    stop: () => this.#stop(),
    pause: () => this.#pause(true),
    resume: () => this.#pause(false),
    startPreview: () => {
      this.#viewfinder.open(this.#props).catch(this.#failed)
      return undefined
    },
    // The push goes on with a dark picture, as on a phone.
    stopPreview: () => {
      this.#viewfinder.close()
      return undefined
    },
    switchCamera: () => {
      this.#props.devicePosition = this.#props.devicePosition === 'front' ? 'back' : 'front'
      this.#turn()
      return undefined
    },
    snapshot: (options) => snapshot(this.video, options),
    toggleTorch: () => Promise.reject(new LiveInvokeError('this device has no torch')),
    setMICVolume: ({ volume }) => {
      this.#volume = Math.max(0, Number(volume ?? 1))
      this.#apply()
      return undefined
    },
  }

  #start(): undefined {
    const { url } = this.#props
    this.#paused = false
    if (url === '') throw new LiveInvokeError('url is empty')
    // A phone's component speaks nothing else.
    if (url.startsWith('rtmp://')) this.#broadcast.start(url)
    else this.#codes.raise(-1313)
  }

  /** Ends the preview too, as WeChat documents it. */
  #stop(): undefined {
    this.#broadcast.stop()
    this.#viewfinder.close()
    this.#codes.silence()
  }

  #pause(paused: boolean): undefined {
    this.#paused = paused
    this.#apply()
  }

  #turn(): void {
    this.#viewfinder.turn(this.#props).catch(this.#failed)
  }

  #apply(): void {
    this.#broadcast.apply({ held: this.#paused || this.#away, volume: this.#volume })
  }

  readonly #failed = (error: unknown): void => {
    if (!(error instanceof DeviceError)) throw error
    const isCamera = error.device === 'camera'
    this.#codes.raise(isCamera ? -1301 : -1302)
    if (error.failure !== 'denied') return
    const errCode = isCamera ? 10001 : 10002
    this.#codes.event('error', { errCode, errMsg: `the user refused the ${error.device}` })
  }
}
