import type { MediaFeed } from '../media-feed.ts'
import type { PusherProps } from '../pusher-props.ts'
import type { PaintOptions } from './picture-painter.ts'

export interface FeedSettings {
  readonly props: PusherProps
  readonly paintOptions: () => PaintOptions
  readonly failed: (what: 'video' | 'audio') => void
}

/** What the tag shows before and while it pushes. */
export interface Capture {
  /** A camera's picture is mirrored and beautified, a film's is not. */
  readonly isCamera: boolean
  /** Encodes what is shown. @throws DeviceError about the microphone */
  feed(settings: FeedSettings): Promise<CaptureFeed>
  /** The camera that `props` ask for now. @throws DeviceError */
  turn(props: PusherProps): Promise<void>
  close(): void
}

export interface CaptureFeed extends MediaFeed {
  muted: boolean
  volume: number
}
