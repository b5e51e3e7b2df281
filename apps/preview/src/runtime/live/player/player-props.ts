/** `<live-player>`'s attributes and their defaults on a phone. */
export const PLAYER_PROPS = {
  src: '',
  mode: 'live',
  autoplay: false,
  muted: false,
  orientation: 'vertical',
  objectFit: 'contain',
  backgroundMute: false,
  minCache: 1,
  maxCache: 3,
  soundMode: 'speaker',
  autoPauseIfNavigate: true,
  autoPauseIfOpenNative: true,
  pictureInPictureMode: '',
  pictureInPictureInitPosition: '',
  enableAutoRotation: false,
  referrerPolicy: 'no-referrer',
  enableCasting: false,
} as const

export type PlayerProps = {
  -readonly [Name in keyof typeof PLAYER_PROPS]: Widened<(typeof PLAYER_PROPS)[Name]>
}
type Widened<Value> = Value extends boolean ? boolean : Value extends number ? number : string

export interface Latency {
  /** Seconds of buffer that playback settles at. */
  readonly targetSeconds: number
  /** Seconds of buffer from which playback hurries. */
  readonly maxSeconds: number
}

/**
 * The page's `min-cache` and `max-cache`, but never lazier than 0.6 and 1.1 s: two phones stand side by side here, and
 * a viewer three seconds behind (the default on a phone) would look broken.
 */
export function latencyOf({ minCache, maxCache }: Pick<PlayerProps, 'minCache' | 'maxCache'>): Latency {
  const targetSeconds = Math.min(0.6, Math.max(0.2, minCache))
  return { targetSeconds, maxSeconds: Math.min(1.1, Math.max(targetSeconds + 0.2, maxCache)) }
}
