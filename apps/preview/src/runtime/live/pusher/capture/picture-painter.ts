import type { PictureSize } from '../pusher-props.ts'

export interface PaintOptions {
  readonly filter: string
  readonly mirror: boolean
  /** Off: a dark picture goes out instead of the camera's. */
  readonly enabled: boolean
}

/** Draws what is sent: the camera's picture, cropped to the size of the broadcast. */
export class PicturePainter {
  readonly canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D | null
  readonly #video: HTMLVideoElement

  constructor(video: HTMLVideoElement, { width, height }: PictureSize) {
    this.#video = video
    this.canvas = video.ownerDocument.createElement('canvas')
    this.canvas.width = width
    this.canvas.height = height
    this.#context = this.canvas.getContext('2d', { alpha: false })
  }

  paint({ filter, mirror, enabled }: PaintOptions): void {
    const context = this.#context
    const { width, height } = this.canvas
    const { videoWidth, videoHeight } = this.#video
    if (context === null) return
    context.setTransform(1, 0, 0, 1, 0, 0)
    if (!enabled || videoWidth === 0) {
      context.filter = 'none'
      context.fillStyle = '#16181c'
      context.fillRect(0, 0, width, height)
      return
    }
    const scale = Math.max(width / videoWidth, height / videoHeight)
    const [drawnWidth, drawnHeight] = [videoWidth * scale, videoHeight * scale]
    context.filter = filter
    if (mirror) context.setTransform(-1, 0, 0, 1, width, 0)
    context.drawImage(
      this.#video,
      (width - drawnWidth) / 2,
      (height - drawnHeight) / 2,
      drawnWidth,
      drawnHeight,
    )
  }
}
