import { type PusherProps, pictureSize } from '../pusher-props.ts'
import { closeStream, openDevice } from './device-error.ts'

/** The camera in a `<video>`. */
export class Camera {
  readonly #video: HTMLVideoElement
  #stream: MediaStream | null = null
  #turned: Promise<void> = Promise.resolve()
  #closed = false

  constructor(video: HTMLVideoElement) {
    this.#video = video
  }

  /**
   * Opens the camera that `props` ask for instead of the one that is open, or none with `enable-camera` off. A
   * computer with a single camera shows the same from both sides.
   * @throws DeviceError
   */
  turn(props: PusherProps): Promise<void> {
    const turned = this.#turned.catch(() => {}).then(() => this.#open(props))
    this.#turned = turned
    return turned
  }

  close(): void {
    this.#closed = true
    this.#shut()
  }

  async #open(props: PusherProps): Promise<void> {
    // A phone has one eye open at a time, and some drivers insist on it.
    this.#shut()
    if (this.#closed || !props.enableCamera) return
    const { width, height } = pictureSize(props)
    const stream = await openDevice('camera', {
      video: {
        facingMode: { ideal: props.devicePosition === 'back' ? 'environment' : 'user' },
        width: { ideal: width },
        height: { ideal: height },
        frameRate: { ideal: Math.max(15, props.fps) },
      },
    })
    if (this.#closed) return closeStream(stream)
    this.#stream = stream
    this.#video.muted = true
    this.#video.srcObject = stream
    // Rejects only when a newer source comes first.
    this.#video.play().catch(() => {})
  }

  #shut(): void {
    closeStream(this.#stream)
    this.#stream = null
    this.#video.srcObject = null
  }
}
