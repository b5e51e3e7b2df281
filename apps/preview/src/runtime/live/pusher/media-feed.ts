import type { FlvTag } from '../flv/flv-tag.ts'
import type { PushTracks } from './push-stream.ts'

export type TagSink = (tag: FlvTag) => void

/** Encoded media, ready for FLV: from the camera and the microphone, or from the demo clip. */
export interface MediaFeed {
  readonly tracks: PushTracks
  /** Configurations come before the first frame of their track. */
  start(sink: TagSink): void
  /** A new connection can only begin with one. */
  requestKeyFrame(): void
  /** Sends the last picture and silence while held: the connection must not fall idle. */
  hold(held: boolean): void
  close(): void
}
