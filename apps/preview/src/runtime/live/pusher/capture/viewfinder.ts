import type { Stage } from '../../stage.ts'
import { cssFilter, mirrorsPreview, type PusherProps } from '../pusher-props.ts'
import { type AskDevice, CameraCapture } from './camera-capture.ts'
import type { Capture } from './capture.ts'
import { ClipCapture } from './clip-capture.ts'
import { DeviceError } from './device-error.ts'

export interface ViewfinderSettings {
  readonly stage: Stage
  readonly clipUrl: string
  readonly ask: AskDevice
  readonly raise: (code: number) => void
}

/** What the broadcaster sees of the own picture: the camera, or the demo clip where there is none. */
export class Viewfinder {
  readonly #settings: ViewfinderSettings
  #opening: Promise<Capture> | null = null
  #capture: Capture | null = null

  constructor(settings: ViewfinderSettings) {
    this.#settings = settings
  }

  /** Opens it unless it is open; raises 1003 and 1007 like a phone. @throws DeviceError */
  open(props: PusherProps): Promise<Capture> {
    if (this.#opening !== null) return this.#opening
    const opening = this.#open(props).then((capture) => {
      // close() came first.
      if (this.#opening !== opening) capture.close()
      else this.#opened(capture, props)
      return capture
    })
    this.#opening = opening
    opening.catch(() => {
      if (this.#opening === opening) this.#opening = null
    })
    return opening
  }

  /** Follows changed properties that need another camera. @throws DeviceError */
  async turn(props: PusherProps): Promise<void> {
    await this.#capture?.turn(props)
    this.style(props)
  }

  style(props: PusherProps): void {
    const { stage } = this.#settings
    const isCamera = this.#capture?.isCamera === true
    const mirrored = isCamera && mirrorsPreview(props.localMirror, props.devicePosition)
    stage.video.style.filter = isCamera ? cssFilter(props) : 'none'
    stage.video.style.transform = mirrored ? 'scaleX(-1)' : ''
    stage.label(this.#capture === null || isCamera ? '' : '演示影片 · demo clip')
  }

  close(): void {
    this.#capture?.close()
    this.#capture = this.#opening = null
    this.#settings.stage.label('')
  }

  async #open(props: PusherProps): Promise<Capture> {
    const { stage, clipUrl, ask } = this.#settings
    try {
      return await CameraCapture.open(stage.video, props, ask)
    } catch (error) {
      if (error instanceof DeviceError && error.failure === 'missing')
        return ClipCapture.open(stage.video, clipUrl)
      throw error
    }
  }

  #opened(capture: Capture, props: PusherProps): void {
    const { stage, raise } = this.#settings
    this.#capture = capture
    this.style(props)
    if (capture.isCamera && !props.enableCamera) return
    raise(1003)
    stage.video.requestVideoFrameCallback(() => {
      if (this.#capture === capture) raise(1007)
    })
  }
}
