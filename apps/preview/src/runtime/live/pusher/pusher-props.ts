/** `<live-pusher>`'s attributes and their defaults on a phone. */
export const PUSHER_PROPS = {
  url: '',
  mode: 'RTC',
  autopush: false,
  muted: false,
  enableCamera: true,
  enableMic: true,
  autoFocus: true,
  orientation: 'vertical',
  beauty: 0,
  beautyStyle: 'smooth',
  whiteness: 0,
  filter: 'standard',
  aspect: '9:16',
  minBitrate: 200,
  maxBitrate: 1000,
  audioQuality: 'high',
  audioVolumeType: 'auto',
  audioReverbType: 0,
  enableAgc: false,
  enableAns: false,
  waitingImage: '',
  waitingImageHash: '',
  zoom: false,
  devicePosition: 'front',
  backgroundMute: false,
  mirror: false,
  remoteMirror: false,
  localMirror: 'auto',
  videoWidth: 360,
  videoHeight: 640,
  fps: 15,
  pictureInPictureMode: '',
} as const

export type PusherProps = {
  -readonly [Name in keyof typeof PUSHER_PROPS]: Widened<(typeof PUSHER_PROPS)[Name]>
}
type Widened<Value> = Value extends boolean ? boolean : Value extends number ? number : string

export interface PictureSize {
  readonly width: number
  readonly height: number
}

const MODE_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  SD: [360, 640],
  HD: [540, 960],
  FHD: [720, 1280],
}

/** What is encoded: upright unless `orientation` says otherwise. H.264 wants even numbers. */
export function pictureSize(props: PusherProps): PictureSize {
  const isDefault =
    props.videoWidth === PUSHER_PROPS.videoWidth && props.videoHeight === PUSHER_PROPS.videoHeight
  const [width, fullHeight] = (isDefault && MODE_SIZES[props.mode]) || [props.videoWidth, props.videoHeight]
  const height = isDefault && props.aspect === '3:4' ? (width * 4) / 3 : fullHeight
  const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2)
  return props.orientation === 'horizontal'
    ? { width: even(height), height: even(width) }
    : { width: even(width), height: even(height) }
}

/** Visible, cheap, and the same in the preview and in what is sent; a phone's beauty filter is another matter. */
export function cssFilter({ beauty, whiteness }: Pick<PusherProps, 'beauty' | 'whiteness'>): string {
  if (beauty <= 0 && whiteness <= 0) return 'none'
  return `blur(${(beauty * 0.09).toFixed(2)}px) saturate(${(1 + beauty * 0.02).toFixed(2)}) brightness(${(1 + whiteness * 0.03).toFixed(2)})`
}

/** Only what is seen locally: what is sent has `remote-mirror`. */
export const mirrorsPreview = (localMirror: string, position: string): boolean =>
  localMirror === 'enable' || (localMirror === 'auto' && position === 'front')
