import { LiveInvokeError } from '../live-contexts.ts'

/** A picture of what `source` shows now. `raw` is full size, `compressed` half of it, as on a phone. */
export async function snapshot(
  source: HTMLVideoElement,
  options: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { videoWidth, videoHeight } = source
  if (videoWidth === 0) throw new LiveInvokeError('no picture yet')
  const scale = options.quality === 'compressed' ? 0.5 : 1
  const canvas = source.ownerDocument.createElement('canvas')
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  canvas.getContext('2d')?.drawImage(source, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
  if (blob === null) throw new LiveInvokeError('the picture could not be written')
  return { tempImagePath: URL.createObjectURL(blob), width: canvas.width, height: canvas.height }
}

/** The last picture, for the moments in which a new connection has none yet; '' when there is none. */
export function stillOf(video: HTMLVideoElement): string {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return ''
  const canvas = video.ownerDocument.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return canvas.toDataURL('image/jpeg', 0.8)
}
