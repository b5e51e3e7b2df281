import { mpegts } from '../../player/mpegts.ts'
import type { Capture, CaptureFeed } from './capture.ts'
import { readClip } from './clip.ts'
import { ClipFeed } from './clip-feed.ts'

/** For a computer without a camera: a short film that the preview's server holds, shown and pushed in its place. */
export class ClipCapture implements Capture {
  readonly isCamera = false
  readonly #url: string
  readonly #player: InstanceType<typeof mpegts.MSEPlayer>
  readonly #video: HTMLVideoElement

  private constructor(video: HTMLVideoElement, url: string) {
    this.#url = url
    this.#video = video
    this.#player = new mpegts.MSEPlayer({
      type: 'flv',
      isLive: false,
      url: new URL(url, document.baseURI).href,
    })
    video.muted = true
    video.loop = true
    this.#player.attachMediaElement(video)
    this.#player.load()
    video.play().catch(() => {})
  }

  /** Resolves when the first picture is there. @throws Error when the clip cannot be played */
  static async open(video: HTMLVideoElement, url: string): Promise<ClipCapture> {
    const capture = new ClipCapture(video, url)
    await new Promise<void>((resolve, reject) => {
      video.addEventListener('loadeddata', () => resolve(), { once: true })
      capture.#player.on(mpegts.Events.ERROR, () =>
        reject(new Error(`The demo clip at ${url} does not play`)),
      )
    })
    return capture
  }

  async feed(): Promise<CaptureFeed> {
    const response = await fetch(this.#url)
    if (!response.ok) throw new Error(`The demo clip at ${this.#url} answered ${response.status}`)
    const clip = readClip(new Uint8Array(await response.arrayBuffer()))
    const { videoWidth: width, videoHeight: height } = this.#video
    // A film's sound comes with it: there is nothing to mute here.
    return Object.assign(new ClipFeed(clip, { width, height }), { muted: false, volume: 1 })
  }

  async turn(): Promise<void> {}

  close(): void {
    this.#player.destroy()
    this.#video.loop = false
  }
}
