import type { Push, PushLink } from './push.ts'

/** A stream that is being pushed. */
export interface LiveStream {
  readonly streamName: string
  readonly sequence: string
  readonly startedAtMs: number
  readonly userIp: string
  readonly width: number
  readonly height: number
  readonly viewers: number
  /** `frozen` and `lost`: nothing comes any more, and nobody has noticed. */
  readonly link: PushLink
}

/** What a list tells of a push; `null` before media flows. */
export function toLiveStream(push: Push): LiveStream | null {
  const { streamName, sequence, startedAtMs, userIp, width, height, link } = push
  if (startedAtMs === null) return null
  const viewers = push.broadcast.subscriberCount
  return { streamName, sequence, startedAtMs, userIp, width, height, viewers, link }
}
