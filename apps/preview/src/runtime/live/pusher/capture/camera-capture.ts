import { type PusherProps, pictureSize } from '../pusher-props.ts'
import { Camera } from './camera.ts'
import { CameraFeed } from './camera-feed.ts'
import type { Capture, CaptureFeed, FeedSettings } from './capture.ts'
import { DeviceError, openDevice } from './device-error.ts'

export type AskDevice = (device: 'camera' | 'microphone') => Promise<boolean>

export class CameraCapture implements Capture {
  readonly isCamera = true
  readonly #video: HTMLVideoElement
  readonly #camera: Camera
  readonly #ask: AskDevice

  private constructor(video: HTMLVideoElement, ask: AskDevice) {
    this.#video = video
    this.#camera = new Camera(video)
    this.#ask = ask
  }

  /** @throws DeviceError about the camera */
  static async open(video: HTMLVideoElement, props: PusherProps, ask: AskDevice): Promise<CameraCapture> {
    if (!(await ask('camera'))) throw new DeviceError('camera', 'denied')
    const capture = new CameraCapture(video, ask)
    await capture.turn(props)
    return capture
  }

  turn(props: PusherProps): Promise<void> {
    return this.#camera.turn(props)
  }

  async feed({ props, paintOptions, failed }: FeedSettings): Promise<CaptureFeed> {
    return new CameraFeed({
      video: this.#video,
      microphone: await this.#microphone(props),
      tracks: { ...pictureSize(props), fps: props.fps, audio: true },
      videoBitrate: Math.max(props.minBitrate, props.maxBitrate * 0.8) * 1000,
      sampleRate: props.audioQuality === 'low' ? 16_000 : 48_000,
      paintOptions,
      failed,
    })
  }

  close(): void {
    this.#camera.close()
  }

  /** `null` where there is none: a broadcast with a silent track is better than no broadcast. */
  async #microphone(props: PusherProps): Promise<MediaStream | null> {
    if (!(await this.#ask('microphone'))) throw new DeviceError('microphone', 'denied')
    const audio = {
      echoCancellation: true,
      noiseSuppression: props.enableAns,
      autoGainControl: props.enableAgc,
    }
    return openDevice('microphone', { audio }).catch((error: unknown) => {
      if (error instanceof DeviceError && error.failure === 'missing') return null
      throw error
    })
  }
}
